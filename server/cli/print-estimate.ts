import {
  type BreakEven,
  type Estimate,
  showCount,
  showMoney,
  showPercent,
  VERDICT_NAMES,
} from '@dealfloor/price-book';
import { costTable } from './cost-table.ts';
import { paint } from './say.ts';

const LOCALE = 'en-US';
const UNKNOWN = 'not known';

const VERDICTS = {
  clear: ['●', 'green'],
  thin: ['◐', 'yellow'],
  sign_off: ['▲', 'magenta'],
  loss: ['⊠', 'red'],
  unknown: ['◌', 'dim'],
} as const;

/** An estimate as a person reads it in a terminal. */
export function printEstimate(estimate: Estimate, solved: BreakEven | null): string {
  return [
    ...verdictLines(estimate),
    '',
    ...figures(estimate).map(([name, value, note]) => `${name.padEnd(14)}${value.padStart(14)}${note}`),
    '',
    `Cost of month 1${estimate.month.costUsd === null ? ', as far as it is known' : ''} (30 days)`,
    ...costTable(estimate),
    ...ownKeyLines(estimate),
    '',
    ...factLines(estimate, solved).map(([name, value]) => `${name.padEnd(14)}${value}`),
  ].join('\n');
}

function verdictLines({ verdict }: Estimate): string[] {
  const [glyph, style] = verdict.word === null ? (['—', 'dim'] as const) : VERDICTS[verdict.word];
  const word = verdict.word === null ? 'Not judged' : VERDICT_NAMES[verdict.word];
  const rules = verdict.rules.map(({ id, title, sentence }) => `  ${id} ${title}: ${sentence}`);
  const lines = [
    `${paint([style, 'bold'], `${glyph} ${word}`)}  ${verdict.headline}`,
    verdict.sentence,
    ...rules,
  ];
  return lines.map(withRealMinus);
}

/** Sentences of the estimate carry plain text; a person reads a real minus before a number. */
function withRealMinus(line: string): string {
  return line.replace(/(?<=\s|^)-(?=\d)/g, '−');
}

function figures({ month, term, currency }: Estimate): [string, string, string][] {
  const paid =
    currency.code === 'USD' || currency.monthRevenue === null
      ? ''
      : ` (${showMoney(currency.monthRevenue, LOCALE, currency.code)})`;
  const overTerm = ` of ${money(term.revenueUsd)}, ${term.months} ${term.months === 1 ? 'month' : 'months'}`;
  return [
    ['Customer pays', money(month.revenueUsd), ` /mo${paid}`],
    ['Costs us', money(month.costUsd), ' /mo'],
    ['Left over', money(month.leftOverUsd), ' /mo'],
    ['Over the term', money(term.leftOverUsd), overTerm],
  ];
}

function ownKeyLines({ customerPaysUpstreamUsd: upstream, trial }: Estimate): string[] {
  const lines: string[] = [];
  if (upstream !== null && upstream !== '0') {
    lines.push(`The customer pays about ${money(upstream)} /mo of credits upstream (not in our margin).`);
  }
  if (trial) {
    lines.push(
      `Trial of ${trial.days} days on our key: ${money(trial.costUsd)}, a sales cost, not in the margin.`,
    );
  }
  return lines;
}

function factLines(estimate: Estimate, solved: BreakEven | null): [string, string][] {
  const { range, lastMonthPercent, priceBook, policy, belowFloorFromMonth } = estimate;
  const { grossMargin } = estimate.term;
  const accounts = range.comparableAccounts;
  const basis = accounts === null ? range.source : `${range.source}, ${accounts} similar accounts`;
  const sinks = belowFloorFromMonth === null ? '' : `, below the floor from month ${belowFloorFromMonth}`;
  const lines: [string, string][] = [
    ['Range', `${percent(range.lowPercent)} to ${percent(range.highPercent)}  (${basis})`],
    ['Term', `${percent(grossMargin.percent)}, last month ${percent(lastMonthPercent)}${sinks}`],
  ];
  if (solved) lines.push(['Break-even', breakEvenText(solved, estimate)]);
  const target = `floor ${policy.floorPercent}%, target ${policy.targetPercent}%`;
  lines.push(['Terms', `price book ${priceBook.version}, policy ${policy.version} (${target})`]);
  return lines;
}

const PRICE_UNITS = { 'per-seat': 'per seat', 'platform-fee': 'platform fee', 'per-1000': 'per 1,000' };

function breakEvenText({ price, volume, floorPercent }: BreakEven, { currency }: Estimate): string {
  const ways = [
    price && `${showMoney(price.amount, LOCALE, currency.code)} ${PRICE_UNITS[price.unit]}`,
    volume &&
      `${showCount(volume.operations, LOCALE)} operations a ${volume.per} of ${volume.endpoint}, the rest in proportion`,
  ].filter((way) => way !== null);
  if (ways.length === 0) return `nothing in reach makes ${floorPercent}%`;
  return `${floorPercent}% at ${ways.join(', or at ')}`;
}

function money(text: string | null): string {
  return text === null ? UNKNOWN : showMoney(text, LOCALE);
}

function percent(text: string | null): string {
  return text === null ? UNKNOWN : showPercent(text, LOCALE);
}
