import { act, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Input } from '../../../ui/card-host/src/components/fields/text-fields.tsx';
import { field, leave, press, render, settle, typeInto } from './render.tsx';

const lagMs = 30;

/** A card that owns the value and answers every key only after a while, as over a slow worker. */
function SlowCard({ push }: { push: { now: (value: string) => void } }) {
  const [value, setValue] = useState('');
  push.now = setValue;
  const onInput = async (text: string) => {
    await new Promise((resolve) => setTimeout(resolve, lagMs));
    act(() => setValue(text));
  };
  return <Input label="Reason" name="reason" testId="reason" value={value} onInput={onInput} />;
}

function openSlowCard() {
  const push = { now: (_: string) => {} };
  render(<SlowCard push={push} />);
  return push;
}

function typeSlowly(text: string): void {
  for (let end = 1; end <= text.length; end += 1) typeInto(field('reason'), text.slice(0, end));
}

test('no character is lost while the card lags behind', async () => {
  openSlowCard();
  typeSlowly('thin margin');
  await settle(lagMs / 2);
  typeInto(field('reason'), 'thin margins');
  expect(field('reason').value).toBe('thin margins');
  await settle(lagMs * 3);
  expect(field('reason').value).toBe('thin margins');
});

test('a value that the card pushes replaces what is shown', async () => {
  const push = openSlowCard();
  typeSlowly('draft');
  await settle(lagMs * 3);
  act(() => push.now('From the template'));
  expect(field('reason').value).toBe('From the template');
});

test('a value that was typed long ago can be pushed again', async () => {
  const push = openSlowCard();
  typeSlowly('one');
  await settle(lagMs * 3);
  act(() => push.now('two'));
  await settle(700);
  act(() => push.now('one'));
  expect(field('reason').value).toBe('one');
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
