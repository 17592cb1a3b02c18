import type { ReactElement } from 'react';
import { describe, expect, test, vi } from 'vitest';
import {
  CardSurroundingsProvider,
  createOverlayCloser,
} from '../../../ui/card-host/src/components/card-surroundings.ts';
import {
  CurrencyInput,
  NumberInput,
  StepperInput,
} from '../../../ui/card-host/src/components/fields/number-fields.tsx';
import { numberToText, textToNumber } from '../../../ui/card-host/src/components/fields/number-text.ts';
import { click, field, leave, press, render, typeInto } from './render.tsx';

function inLocale(locale: string, element: ReactElement) {
  const value = { locale, overlayCloser: createOverlayCloser() };
  return <CardSurroundingsProvider value={value}>{element}</CardSurroundingsProvider>;
}

describe('a number is committed', () => {
  test('when the field is left, never while typing', () => {
    const onChange = vi.fn();
    render(<NumberInput label="Seats" name="seats" testId="seats" value={30} onChange={onChange} />);
    typeInto(field('seats'), '3');
    typeInto(field('seats'), '35');
    expect(onChange).not.toHaveBeenCalled();
    leave(field('seats'));
    expect(onChange.mock.calls).toEqual([[35]]);
  });

  test('by Enter, once', () => {
    const onChange = vi.fn();
    render(<NumberInput label="Seats" name="seats" testId="seats" value={30} onChange={onChange} />);
    typeInto(field('seats'), '35');
    press(field('seats'), 'Enter');
    leave(field('seats'));
    expect(onChange.mock.calls).toEqual([[35]]);
  });

  test('never when it cannot be read: the last number stands again', () => {
    const onChange = vi.fn();
    render(<NumberInput label="Seats" name="seats" testId="seats" value={30} onChange={onChange} />);
    typeInto(field('seats'), 'many');
    leave(field('seats'));
    expect(onChange).not.toHaveBeenCalled();
    expect(field('seats').value).toBe('30');
  });

  test('as nothing when the field was emptied', () => {
    const onChange = vi.fn();
    render(<NumberInput label="Seats" name="seats" testId="seats" value={30} onChange={onChange} />);
    typeInto(field('seats'), '');
    leave(field('seats'));
    expect(onChange.mock.calls).toEqual([[undefined]]);
  });
});

test('a number pushed by the card replaces the shown one', () => {
  const seats = (value: number) => <NumberInput label="Seats" name="seats" testId="seats" value={value} />;
  const { rerender } = render(seats(30));
  typeInto(field('seats'), '3');
  rerender(seats(99));
  expect(field('seats').value).toBe('99');
});

test('German writes and reads 1.254,62', () => {
  const onChange = vi.fn();
  const price = (
    <CurrencyInput label="Price" name="price" testId="price" value={1254.62} onChange={onChange} />
  );
  render(inLocale('de-DE', price));
  expect(field('price').value).toBe('1.254,62');
  typeInto(field('price'), '2.000,5');
  leave(field('price'));
  expect(onChange.mock.calls).toEqual([[2000.5]]);
  expect(field('price').value).toBe('2.000,50');
});

test.each(['en-US', 'de-DE', 'fr-FR'])('what %s writes, %s reads', (locale) => {
  for (const value of [0, 0.0008, 12, 1254.62, -1286.5, 7_500_000]) {
    expect(textToNumber(numberToText(value, locale), locale)).toEqual({ kind: 'number', value });
  }
});

test('the stepper stops at its bounds and says so', () => {
  const onChange = vi.fn();
  const { container } = render(
    <StepperInput
      label="Months"
      name="months"
      testId="months"
      defaultValue={11}
      max={12}
      maxValueReachedTooltip="No longer than 12"
      onChange={onChange}
    />,
  );
  const more = container.querySelector('[aria-label="More: Months"]');
  if (more === null) throw new Error('The stepper has no way up.');
  click(more);
  expect(onChange.mock.calls).toEqual([[12]]);
  expect(more).toHaveProperty('disabled', true);
  expect(container.textContent).toContain('No longer than 12');
});
