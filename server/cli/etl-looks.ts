import type { DayMark, DayState, EtlStatus } from '../facts/read-etl-status.ts';
import { usdText } from './usd-text.ts';

const LOCALE = 'en-US';

/** What somebody should look at, in sentences. */
export function looksOf(status: EtlStatus): string[] {
  const { lateDays, freshness, priceBook, days, runs } = status;
  const looks: string[] = [];
  if (freshness.bookedTo === null) looks.push('No day is booked yet: dealfloor etl run --help.');
  if (lateDays.length > 0) looks.push(`Late: ${spell(lateDays)}.`);
  if (freshness.missingDays.length > 0) {
    looks.push(`No data: ${spell(freshness.missingDays)}. Run the ETL for ${them(freshness.missingDays)}.`);
  }
  if (freshness.bookedTo !== null && !priceBook.isSame) looks.push(`${priceBookText(priceBook)}.`);
  for (const [mark, sentence] of Object.entries(SENTENCES)) {
    const marked = days.filter(({ marks }) => marks.some((one) => one === mark));
    if (marked.length > 0) looks.push(sentence(marked));
  }
  const newest = new Map([...runs].reverse().map((run) => [run.eventDate, run]));
  const failed = [...newest.values()].filter(({ state }) => state === 'failed').reverse();
  for (const { eventDate, fault } of failed.slice(0, 3))
    looks.push(`The last run of ${eventDate} failed: ${fault}`);
  return looks;
}

type Sentence = (days: readonly DayState[]) => string;

const SENTENCES: Record<Exclude<DayMark, 'missing'>, Sentence> = {
  'no-pool': (days) =>
    `Pool missing: ${spellDays(days)}. Shared cost is unknown there: import the pool, run again.`,
  'pool-changed': (days) =>
    `Pool changed since it was booked: ${spellDays(days)}. Run ${themDays(days)} again.`,
  unallocated: (days) =>
    `Unallocated: ${usdText(sum(days.map(({ booked }) => booked?.unallocatedNanoUsd ?? 0n)))} on ${spellDays(days)}: a pool and no calls.`,
  unpriced: (days) => `Without a price: a meter that was used on ${spellDays(days)} has no rate.`,
  quarantined: (days) => {
    const amounts = days.map(({ booked }) => booked?.quarantinedNanoUsd ?? null);
    const rows = sum(days.map(({ booked }) => booked?.quarantinedRows ?? 0n));
    const known = amounts.filter((amount) => amount !== null);
    const amount = known.length < amounts.length ? 'at least ' : '';
    return `In quarantine: ${count(rows)} requests of ${days.length} days, ${amount}${usdText(sum(known))}, in no account.`;
  },
};

/** "Same (2026-11-01)", or "ETL uses 2026-08-01, live is 2026-11-01". */
export function priceBookText({ booked, live, isSame }: EtlStatus['priceBook']): string {
  if (isSame && live) return `Same (${live.version}, ${live.hash.slice(0, 12)})`;
  const [used, now] = [booked?.version ?? 'none', live?.version ?? 'none'];
  const hashes = used === now ? ', under the same name with other content' : '';
  return `ETL uses ${used}, live is ${now}${hashes}`;
}

function spellDays(days: readonly DayState[]): string {
  return spell(days.map(({ day }) => day).sort());
}

/** Up to three days by name; of more, the ends and how many. */
function spell(days: readonly string[]): string {
  if (days.length <= 3) return days.join(', ');
  return `${days.length} days (${days[0]} to ${days.at(-1)})`;
}

function them(days: readonly string[]): string {
  return days.length === 1 ? 'it' : 'them';
}

function themDays(days: readonly DayState[]): string {
  return them(days.map(({ day }) => day));
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function count(value: bigint): string {
  return new Intl.NumberFormat(LOCALE).format(value);
}
