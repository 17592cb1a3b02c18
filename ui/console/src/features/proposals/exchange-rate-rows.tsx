import { Button, TextInput } from '@mantine/core';
import { issueAt, issueOfList } from './field-issues.ts';
import type { ExchangeRateDraft } from './policy-draft.ts';
import type { PolicyFieldsProps } from './policy-text-fields.tsx';

/** The dated rates that finance enters: USD for one unit of a currency, from a day on. */
export function ExchangeRateRows({ draft, issues, onWrite }: PolicyFieldsProps) {
  const { exchangeRates, effectiveFrom } = draft;
  const issue = issueOfList(issues, 'exchangeRates');
  const writeRow = (at: number, part: Partial<ExchangeRateDraft>) =>
    onWrite({ exchangeRates: exchangeRates.map((row, index) => (index === at ? { ...row, ...part } : row)) });
  const fresh = { currency: '', day: effectiveFrom, usdPerUnit: '' };
  return (
    <section className="panel" aria-labelledby="rates-title">
      <h2 id="rates-title">Rates of exchange</h2>
      <p className="muted small">
        A deal in a currency without a rate is Unknown. The latest rate not after the day of an estimate
        counts.
      </p>
      {exchangeRates.map((row, at) => (
        <ExchangeRateRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is nothing but its place, and every field is controlled
          key={at}
          row={row}
          number={at + 1}
          issueOf={(field) => issueAt(issues, `exchangeRates.${at}.${field}`)}
          onWrite={(part) => writeRow(at, part)}
          onRemove={() => onWrite({ exchangeRates: exchangeRates.filter((_, index) => index !== at) })}
        />
      ))}
      {issue ? (
        <p className="issue" role="alert">
          {issue}
        </p>
      ) : null}
      <Button
        variant="default"
        className="add-row"
        onClick={() => onWrite({ exchangeRates: [...exchangeRates, fresh] })}
      >
        Add a rate
      </Button>
    </section>
  );
}

type ExchangeRateRowProps = {
  row: ExchangeRateDraft;
  number: number;
  issueOf: (field: string) => string | undefined;
  onWrite: (part: Partial<ExchangeRateDraft>) => void;
  onRemove: () => void;
};

function ExchangeRateRow({ row, number, issueOf, onWrite, onRemove }: ExchangeRateRowProps) {
  return (
    <fieldset className="field-row">
      <legend className="for-screen-readers">Rate {number}</legend>
      <TextInput
        label="Currency"
        placeholder="EUR"
        maxLength={3}
        value={row.currency}
        error={issueOf('currency')}
        onChange={(event) => onWrite({ currency: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="From"
        value={row.day}
        error={issueOf('day')}
        onChange={(event) => onWrite({ day: event.currentTarget.value })}
      />
      <TextInput
        label="USD for one"
        placeholder="1.0842"
        maxLength={26}
        value={row.usdPerUnit}
        error={issueOf('usdPerUnit')}
        onChange={(event) => onWrite({ usdPerUnit: event.currentTarget.value })}
      />
      <Button variant="default" onClick={onRemove} aria-label={`Remove rate ${number}`}>
        Remove
      </Button>
    </fieldset>
  );
}
