import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useCardSurroundings } from '../card-surroundings.ts';
import { classes } from '../test-id.ts';
import { Field } from './field.tsx';
import { type NumberFacts, useNumberField } from './use-number-field.ts';

type NumberField = ReturnType<typeof useNumberField>;
type ControlProps = {
  facts: NumberFacts;
  field: NumberField;
  before?: ReactNode;
  after?: ReactNode;
  alignRight?: boolean;
};

function NumberControl({ facts, field, before, after, alignRight }: ControlProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') field.commit();
  };
  return (
    <Field facts={facts}>
      {(control) => (
        <div className="control-row">
          {before}
          <input
            {...control}
            {...field.handlers}
            className={classes('control', alignRight && 'align-right')}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            data-value={field.number}
            value={field.shown}
            placeholder={facts.placeholder}
            readOnly={facts.readOnly}
            onKeyDown={onKeyDown}
          />
          {after}
        </div>
      )}
    </Field>
  );
}

type NumberInputProps = NumberFacts & {
  formatStyle?: 'decimal' | 'percentage';
  textAlign?: 'left' | 'right';
};

export function NumberInput(props: NumberInputProps) {
  const field = useNumberField(props);
  const unit = props.formatStyle === 'percentage' && <span className="control-unit">%</span>;
  return <NumberControl facts={props} field={field} after={unit} alignRight={props.textAlign === 'right'} />;
}

export function CurrencyInput(props: NumberFacts & { currency?: string }) {
  const { locale } = useCardSurroundings();
  const currency = props.currency ?? 'USD';
  const facts = { ...props, precision: props.precision ?? digitsOf(currency) };
  const field = useNumberField(facts);
  return (
    <NumberControl
      facts={facts}
      field={field}
      before={<span className="control-unit">{symbolOf(currency, locale)}</span>}
    />
  );
}

type StepperInputProps = NumberFacts & {
  stepSize?: number;
  minValueReachedTooltip?: string;
  maxValueReachedTooltip?: string;
};

export function StepperInput(props: StepperInputProps) {
  const { label = 'value', stepSize = 1, min, max, minValueReachedTooltip, maxValueReachedTooltip } = props;
  const field = useNumberField(props);
  const hintId = useId();
  const number = field.number ?? 0;
  const atLeast = min !== undefined && number <= min;
  const atMost = max !== undefined && number >= max;
  const step = (by: number) => {
    field.commitNumber(Math.min(max ?? Infinity, Math.max(min ?? -Infinity, number + by)));
  };
  const hint = atLeast ? minValueReachedTooltip : atMost ? maxValueReachedTooltip : undefined;
  return (
    <NumberControl
      facts={props}
      field={field}
      before={
        <button
          type="button"
          className="step-button"
          aria-label={`Less: ${label}`}
          disabled={atLeast || props.readOnly}
          onClick={() => step(-stepSize)}
        >
          −
        </button>
      }
      after={
        <>
          <button
            type="button"
            className="step-button"
            aria-label={`More: ${label}`}
            disabled={atMost || props.readOnly}
            onClick={() => step(stepSize)}
          >
            +
          </button>
          {hint !== undefined && (
            <span id={hintId} className="field-note">
              {hint}
            </span>
          )}
        </>
      }
    />
  );
}

function symbolOf(currency: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
