import { useEffect, useRef } from 'react';
import { useCardSurroundings } from '../card-surroundings.ts';
import type { FieldFacts } from './field.tsx';
import { numberToText, roundTo, textToNumber } from './number-text.ts';
import { useShownValue } from './use-shown-value.ts';

export type NumberFacts = FieldFacts & {
  value?: number;
  defaultValue?: number;
  placeholder?: string;
  precision?: number;
  min?: number;
  max?: number;
  onChange?: (value: number | undefined) => unknown;
  onInput?: (value: number) => unknown;
  onBlur?: (value: number | undefined) => unknown;
  onFocus?: (value: number | undefined) => unknown;
};

/** As HubSpot's: the value is committed when the field is left or Enter is pressed, never while typing. */
export function useNumberField(facts: NumberFacts) {
  const { locale } = useCardSurroundings();
  const { value, defaultValue, precision, onChange, onInput, onBlur, onFocus } = facts;
  const asText = (number: number | undefined) => numberToText(number, locale, precision);
  const [shown, show] = useShownValue(value === undefined ? undefined : asText(value), asText(defaultValue));
  const committed = useRef(shown);
  useEffect(() => {
    if (value !== undefined) committed.current = numberToText(value, locale, precision);
  }, [value, locale, precision]);

  const commitNumber = (number: number | undefined) => {
    const text = asText(number);
    const isNew = text !== committed.current;
    committed.current = text;
    show(text, isNew && onChange ? () => onChange(number) : undefined);
    return number;
  };
  const commit = (): number | undefined => {
    const read = textToNumber(shown, locale);
    if (read.kind === 'number') return commitNumber(roundTo(read.value, precision));
    if (read.kind === 'empty') return commitNumber(undefined);
    show(committed.current);
    return currentNumber(committed.current, locale);
  };
  return {
    shown,
    commit,
    commitNumber,
    number: currentNumber(shown, locale),
    handlers: {
      onChange: (event: { target: { value: string } }) => {
        show(event.target.value);
        const number = currentNumber(event.target.value, locale);
        if (onInput && number !== undefined) onInput(number);
      },
      onFocus: () => onFocus?.(currentNumber(shown, locale)),
      onBlur: () => {
        const number = commit();
        onBlur?.(number);
      },
    },
  };
}

function currentNumber(text: string, locale: string): number | undefined {
  const read = textToNumber(text, locale);
  return read.kind === 'number' ? read.value : undefined;
}
