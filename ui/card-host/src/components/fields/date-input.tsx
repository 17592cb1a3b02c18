import { useCardSurroundings } from '../card-surroundings.ts';
import { Field, type FieldFacts } from './field.tsx';
import { useShownValue } from './use-shown-value.ts';

/** HubSpot counts months from 0. */
type CardDate = { year: number; month: number; date: number };
type ChosenDate = CardDate & { formattedDate: string };

type DateInputProps = FieldFacts & {
  value?: CardDate | null;
  defaultValue?: CardDate | null;
  min?: CardDate;
  max?: CardDate;
  onChange?: (date: ChosenDate) => unknown;
  onBlur?: (date: ChosenDate) => unknown;
};

const oldestTypedYear = 1900;

export function DateInput(props: DateInputProps) {
  const { locale } = useCardSurroundings();
  const { value, defaultValue, min, max, onChange, onBlur } = props;
  const [shown, show] = useShownValue(value === undefined ? undefined : isoDay(value), isoDay(defaultValue));
  return (
    <Field facts={props}>
      {(control) => (
        <input
          {...control}
          className="control control-date"
          type="date"
          value={shown}
          min={isoDay(min)}
          max={isoDay(max)}
          readOnly={props.readOnly}
          onChange={(event) => {
            const day = event.target.value;
            const date = parseDay(day, locale);
            const isWhole = date !== null && date.year >= oldestTypedYear;
            show(day, isWhole && onChange ? () => onChange(date) : undefined);
          }}
          onBlur={() => {
            const date = parseDay(shown, locale);
            if (date) onBlur?.(date);
          }}
        />
      )}
    </Field>
  );
}

function isoDay(date: CardDate | null | undefined): string {
  if (date === null || date === undefined) return '';
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(date.year).padStart(4, '0')}-${two(date.month + 1)}-${two(date.date)}`;
}

function parseDay(day: string, locale: string): ChosenDate | null {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return null;
  const formattedDate = new Date(Date.UTC(year, month - 1, date)).toLocaleDateString(locale, {
    timeZone: 'UTC',
  });
  return { year, month: month - 1, date, formattedDate };
}
