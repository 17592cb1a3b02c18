import { Meter, type PriceBook, showCount, showMoney, showUnitPrice } from '@dealfloor/price-book';
import { contentHash } from '../audit/canonical-json.ts';
import { paint } from './say.ts';
import { tableLines } from './text-table.ts';

const LOCALE = 'en-US';
type Unit = { readonly name: string; readonly per: 1_000 | 1_000_000; readonly many: string };

const UNITS: Record<Meter, Unit> = {
  credit: { name: 'credit', per: 1_000, many: 'credits' },
  db_write: { name: 'row', per: 1_000_000, many: 'rows written' },
  db_read: { name: 'row', per: 1_000_000, many: 'rows read' },
  worker_sec: { name: 'second', per: 1_000, many: 'worker seconds' },
  llm_input_token: { name: 'token', per: 1_000_000, many: 'tokens in' },
  llm_output_token: { name: 'token', per: 1_000_000, many: 'tokens out' },
  egress_gb: { name: 'GB', per: 1_000, many: 'GB out' },
  storage_gb_month: { name: 'GB-month', per: 1_000, many: 'GB-months' },
  asr_minute: { name: 'minute', per: 1_000, many: 'minutes of speech' },
};

/** A price book as a person reads it in a terminal; the raw rate stands beside the readable one. */
export function printPriceBook(book: PriceBook): string {
  return [
    paint('bold', `Price book ${book.version}`),
    book.note,
    `Live from ${book.effectiveFrom ?? 'no day yet: a draft'}. Content hash ${contentHash(book)}`,
    '',
    ...heading(rateLines(book)),
    '',
    sharedText(book),
    '',
    ...heading(endpointLines(book)),
    '',
    `Plans      ${book.plans.map(({ id }) => id).join(', ')}`,
    `Use cases  ${book.useCases.map(({ id }) => id).join(', ')}`,
  ].join('\n');
}

function heading([first = '', ...rest]: string[]): string[] {
  return [paint('bold', first), ...rest];
}

function rateLines({ rates }: PriceBook): string[] {
  const rows = Meter.options.map((meter) => {
    const { name, per, many } = UNITS[meter];
    const rate = rates[meter];
    if (rate === undefined) return [meter, 'no price', ''];
    return [
      meter,
      `${rate} per ${name}`,
      `${showUnitPrice(rate, per, LOCALE)} per ${thousands(per)} ${many}`,
    ];
  });
  return tableLines(
    [
      { heading: 'Meter', align: 'left' },
      { heading: 'USD', align: 'left' },
      { heading: 'Reads as', align: 'left' },
    ],
    rows,
  );
}

function thousands(per: Unit['per']): string {
  return per === 1_000 ? '1,000' : '1M';
}

function sharedText({ sharedPool, allocation }: PriceBook): string {
  if (!sharedPool) return 'Shared pool not known: no deal can be judged under this book.';
  const { usdPerMonth, otherBillableCallsPerMonth, asOf } = sharedPool;
  const calls = showCount(String(otherBillableCallsPerMonth), LOCALE);
  return `Shared pool ${showMoney(usdPerMonth, LOCALE)} a month over ${calls} other calls (as of ${asOf}), by ${allocation.kind}`;
}

function endpointLines({ endpoints }: PriceBook): string[] {
  const rows = endpoints.map(
    ({ id, label, milliCredits, pages, workerMs, responseBytes, dbWrites, dbReads }) => [
      id,
      label,
      creditText(milliCredits),
      `${pages.typical}/${pages.heavy}`,
      ...[workerMs, responseBytes, dbWrites, dbReads].map((units) => showCount(String(units), LOCALE)),
    ],
  );
  const numbers = ['Credits', 'Pages', 'Worker ms', 'Bytes', 'Writes', 'Reads'];
  return tableLines(
    [
      { heading: 'Endpoint', align: 'left' },
      { heading: 'Name', align: 'left' },
      ...numbers.map((name) => ({ heading: name, align: 'right' as const })),
    ],
    rows,
  );
}

/** Thousandths of a credit as credits: 1500 reads 1.5. */
function creditText(milliCredits: number): string {
  const rest = String(milliCredits % 1_000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${Math.floor(milliCredits / 1_000)}${rest ? `.${rest}` : ''}`;
}
