import { act, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Input } from '../../../ui/card-host/src/components/fields/text-fields.tsx';
import { field, leave, press, render, settle, typeInto } from './render.tsx';

const echoGraceMs = 500;

type SlowWorker = { waiting: ((keeps: boolean) => void)[]; push: (value: string) => void };

/** A card that owns the value and answers each key only when the test lets it, as over a slow worker. */
function SlowCard({ worker }: { worker: SlowWorker }) {
  const [value, setValue] = useState('');
  worker.push = setValue;
  const onInput = (text: string) =>
    new Promise<void>((resolve) => {
      worker.waiting.push((keeps) => {
        if (keeps) setValue(text);
        resolve();
      });
    });
  return <Input label="Reason" name="reason" testId="reason" value={value} onInput={onInput} />;
}

function openSlowCard(): SlowWorker {
  const worker: SlowWorker = { waiting: [], push: () => {} };
  render(<SlowCard worker={worker} />);
  return worker;
}

function answer(worker: SlowWorker, count = worker.waiting.length, keeps = true): void {
  for (const reply of worker.waiting.splice(0, count)) act(() => reply(keeps));
}

function typeKeys(text: string): void {
  for (let end = 1; end <= text.length; end += 1) typeInto(field('reason'), text.slice(0, end));
}

test('no character is lost or taken back while the card lags behind', () => {
  const worker = openSlowCard();
  typeKeys('thin margin');
  answer(worker, 4);
  expect(field('reason').value).toBe('thin margin');
  typeInto(field('reason'), 'thin margins');
  answer(worker, 3);
  expect(field('reason').value).toBe('thin margins');
  answer(worker);
  expect(field('reason').value).toBe('thin margins');
});

test('a value that the card pushes replaces what is shown', () => {
  const worker = openSlowCard();
  typeKeys('draft');
  answer(worker);
  act(() => worker.push('From the template'));
  expect(field('reason').value).toBe('From the template');
});

test('a key that the card did not keep is forgotten, so the same text can be pushed later', async () => {
  const worker = openSlowCard();
  typeKeys('one');
  answer(worker, 3, false);
  await settle(echoGraceMs + 100);
  act(() => worker.push('on'));
  expect(field('reason').value).toBe('on');
});

test('Input tells every key by onInput and one change when it is left', () => {
  const onInput = vi.fn();
  const onChange = vi.fn();
  render(<Input label="Name" name="name" testId="name" onInput={onInput} onChange={onChange} />);
  typeInto(field('name'), 'a');
  typeInto(field('name'), 'ab');
  expect(onChange).not.toHaveBeenCalled();
  leave(field('name'));
  leave(field('name'));
  expect(onInput.mock.calls).toEqual([['a'], ['ab']]);
  expect(onChange.mock.calls).toEqual([['ab']]);
});

test('Enter commits an Input once, and leaving it afterwards commits nothing', () => {
  const onChange = vi.fn();
  render(<Input label="Name" name="name" testId="name" onChange={onChange} />);
  typeInto(field('name'), 'ab');
  press(field('name'), 'Enter');
  leave(field('name'));
  expect(onChange.mock.calls).toEqual([['ab']]);
});
