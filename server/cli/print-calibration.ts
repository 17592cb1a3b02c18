import { printMoney, showUnitPrice } from '@dealfloor/price-book';
import type { CalibrationReport } from '../calibrate/calibrate-profiles.ts';
import type { Calibration, MeasuredField } from '../calibrate/measure-profile.ts';
import { changeText } from './difference-table.ts';
import { paint } from './say.ts';
import { tableLines } from './text-table.ts';

const LOCALE = 'en-US';
const SHOWN: readonly [MeasuredField, string][] = [
  ['milliCredits', 'Milli-credits'],
  ['responseBytes', 'Bytes'],
  ['workerMs', 'Worker ms'],
  ['dbReads', 'Reads'],
  ['dbWrites', 'Writes'],
  ['llmInputTokens', 'Tokens in'],
  ['llmOutputTokens', 'Tokens out'],
];
const LEFT_OUT = {
  'too-few-calls': 'too few calls',
  'too-few-accounts': 'too few accounts',
  'not-in-the-price-book': 'not in the price book',
} as const;

/** Measured profiles beside the live ones: a cell reads "live > measured" where the two differ. */
export function calibrationLines(report: CalibrationReport): string[] {
  const { portalId, from, to, bookedDays, endpoints, unused, knowsPages } = report;
  const title = `Portal ${portalId}, ${from} to ${to}: ${bookedDays} booked days, ${endpoints.length} endpoints used`;
  if (endpoints.length === 0) return [title, 'There is nothing to measure.'];
  const names = ['Calls', 'Accounts', ...SHOWN.map(([, name]) => name), 'Pages', 'USD/1,000', 'Change'];
  const columns = [
    { heading: 'Endpoint', align: 'left' as const },
    ...names.map((heading) => ({ heading, align: 'right' as const })),
    { heading: '', align: 'left' as const },
  ];
  const [head = '', ...lines] = tableLines(columns, endpoints.map(cellsOf));
  return [
    title,
    '',
    paint('bold', head),
    ...lines,
    '',
    ...(unused.length > 0 ? [`Not used: ${unused.join(', ')}.`] : []),
    knowsPages
      ? 'Pages: upstream calls of an operation, of half of them at most and of nine tenths.'
      : 'Pages cannot be told from facts: a raw log with operation_id tells them (--source).',
  ];
}

function cellsOf({
  endpoint,
  calls,
  tenants,
  live,
  measured,
  pages,
  leftOut,
  ...costs
}: Calibration): string[] {
  return [
    endpoint,
    new Intl.NumberFormat(LOCALE).format(calls),
    String(tenants),
    ...SHOWN.map(([field]) => beside(live?.[field], measured?.[field])),
    pages ? beside(live && `${live.pages.typical}/${live.pages.heavy}`, `${pages.p50}/${pages.p90}`) : '',
    measured ? price(costs.measuredNanoUsd) : '',
    costChange(costs.liveNanoUsd, costs.measuredNanoUsd),
    leftOut ? `not proposed: ${LEFT_OUT[leftOut]}` : '',
  ];
}

type Cell = number | string | null | undefined;

function beside(live: Cell, measured: Cell): string {
  if (live == null || measured == null) return '';
  return live === measured ? String(measured) : `${live} > ${measured}`;
}

function price(nanoUsd: bigint | null): string {
  return nanoUsd === null ? 'no price' : showUnitPrice(printMoney(nanoUsd / 1_000n), 1_000, LOCALE);
}

function costChange(live: bigint | null, measured: bigint | null): string {
  if (live === null || measured === null) return '';
  return live === measured ? 'same' : (changeText(printMoney(live), printMoney(measured)) ?? '');
}
