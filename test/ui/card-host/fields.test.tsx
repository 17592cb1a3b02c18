import { expect, test, vi } from 'vitest';
import { Checkbox, Toggle } from '../../../ui/card-host/src/components/fields/choices.tsx';
import { DateInput } from '../../../ui/card-host/src/components/fields/date-input.tsx';
import { Form } from '../../../ui/card-host/src/components/fields/form.tsx';
import { MultiSelect } from '../../../ui/card-host/src/components/fields/multi-select.tsx';
import { NumberInput } from '../../../ui/card-host/src/components/fields/number-fields.tsx';
import { Select } from '../../../ui/card-host/src/components/fields/select.tsx';
import { Input, TextArea } from '../../../ui/card-host/src/components/fields/text-fields.tsx';
import { ToggleGroup } from '../../../ui/card-host/src/components/fields/toggle-group.tsx';
import { byTestId, click, field, render, typeInto } from './render.tsx';

function describedBy(testId: string): string[] {
  const ids = byTestId(testId).getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '');
}

test('a label, its description and its error are tied to the control', () => {
  render(
    <TextArea
      label="Why this deal is worth it"
      name="why"
      testId="why"
      required
      description="Finance reads this first."
      error
      validationMessage="Say why."
    />,
  );
  const control = field('why');
  expect(control.labels?.[0]?.textContent).toContain('Why this deal is worth it');
  expect(control.labels?.[0]?.textContent).toContain('(required)');
  expect(control.getAttribute('aria-required')).toBe('true');
  expect(control.getAttribute('aria-invalid')).toBe('true');
  expect(describedBy('why')).toEqual(['Finance reads this first.', 'Say why.']);
});

test('a Select tells its choice at once, in the type of its option, and shows its description', () => {
  const onChange = vi.fn();
  const options = [
    { label: 'Discovery', value: 1, description: 'about 90 calls a creator' },
    { label: 'Archive', value: '1' },
  ];
  const { container } = render(
    <Select label="Use case" name="case" testId="case" options={options} onChange={onChange} />,
  );
  typeInto(field('case'), 'number:1');
  expect(onChange.mock.calls).toEqual([[1]]);
  expect(container.textContent).toContain('about 90 calls a creator');
});

test('a choice made by the card replaces the one on the page', () => {
  const select = (value: string) => (
    <Select
      label="Plan"
      name="plan"
      testId="plan"
      value={value}
      options={[
        { label: 'Team', value: 'team' },
        { label: 'Pro', value: 'pro' },
      ]}
    />
  );
  const { rerender } = render(select('team'));
  rerender(select('pro'));
  expect(field('plan').value).toBe('string:pro');
});

test('a date goes to the card with its month counted from 0', () => {
  const onChange = vi.fn();
  const day = { year: 2026, month: 10, date: 27 };
  render(<DateInput label="Needed by" name="by" testId="by" value={day} onChange={onChange} />);
  expect(field('by').value).toBe('2026-11-27');
  typeInto(field('by'), '2026-12-01');
  expect(onChange.mock.calls).toEqual([[{ year: 2026, month: 11, date: 1, formattedDate: '12/1/2026' }]]);
});

test('boxes, switches and groups tell what was chosen', () => {
  const told = vi.fn();
  render(
    <>
      <Checkbox name="cap" testId="cap" onChange={(checked) => told('cap', checked)}>
        Customer accepted the cap
      </Checkbox>
      <Toggle label="Ramp" testId="ramp" checked onChange={(checked) => told('ramp', checked)} />
      <ToggleGroup
        label="Meters"
        name="meters"
        testId="meters"
        value={['a']}
        options={[
          { label: 'A', value: 'a' },
          { label: 'B', value: 'b' },
        ]}
        onChange={(value) => told('meters', value)}
      />
    </>,
  );
  click(byTestId('cap'));
  click(byTestId('ramp'));
  const second = byTestId('meters').querySelectorAll('input')[1];
  if (second) click(second);
  expect(told.mock.calls).toEqual([
    ['cap', true],
    ['ramp', false],
    ['meters', ['a', 'b']],
  ]);
});

test('a form hands over every value in its own type', () => {
  const onSubmit = vi.fn();
  render(
    <Form testId="form" onSubmit={(event) => onSubmit(event.targetValue)}>
      <Input label="Name" name="name" defaultValue="Kestrel" />
      <NumberInput label="Seats" name="seats" defaultValue={1234} />
      <Select label="Term" name="term" value={12} options={[{ label: '12 months', value: 12 }]} />
      <MultiSelect label="Endpoints" name="endpoints" value={[1]} options={[{ label: 'Posts', value: 1 }]} />
    </Form>,
  );
  const form = byTestId('form');
  if (form instanceof HTMLFormElement) form.requestSubmit();
  expect(onSubmit.mock.calls).toEqual([[{ name: 'Kestrel', seats: 1234, term: 12, endpoints: [1] }]]);
});
