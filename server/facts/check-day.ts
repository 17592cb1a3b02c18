import { type BookedUse, bookDay, type DayAccount, printMoney, type Rates } from '@dealfloor/price-book';
import type { QuarantineRow } from './book-usage.ts';
import type { BookedDayRow } from './booked-days.ts';
import { dayChecksum } from './day-checksum.ts';
import { byTenantThenEndpoint } from './fact-order.ts';
import { dayUseOfFact, type StoredFact } from './stored-facts.ts';
import { creditPayerOf } from './tenant-terms.ts';

/** Everything that stands for one UTC day. */
export type StoredDay = {
  readonly booked: BookedDayRow;
  readonly facts: readonly StoredFact[];
  readonly quarantined: readonly QuarantineRow[];
  readonly revenueNanoUsd: ReadonlyMap<string, bigint>;
  /** The day's shared cost as it is handed in today; null where nobody has. */
  readonly poolNowNanoUsd: bigint | null;
};

/** Books a day once more from its own facts; every way in which what stands differs, as sentences. */
export function faultsOfDay(day: StoredDay, rates: Rates): string[] {
  const { booked, poolNowNanoUsd } = day;
  const { method, poolNanoUsd, priceVersion } = booked;
  if (method === null || priceVersion === null) return ['its method or its price version is gone.'];
  const { eventDate, unallocatedNanoUsd, factRows } = booked;
  const facts = day.facts.toSorted(byTenantThenEndpoint);
  const { quarantined } = day;
  const amounts = { poolNanoUsd, unallocatedNanoUsd };
  const checksum = dayChecksum({ day: eventDate, priceVersion, method, ...amounts, facts, quarantined });
  const accounts = accountsOf(facts, day.revenueNanoUsd);
  const again = bookDay({ rates, method, poolNanoUsd }, accounts);
  const uses = again.accounts.flatMap((account) => account.uses);
  const differing = facts.filter((fact, index) => !isSame(fact, uses[index]));
  const rest = again.unallocatedNanoUsd === unallocatedNanoUsd;
  const faults: [string, boolean][] = [
    [`its number of rows is ${facts.length}; ${factRows} were booked.`, factRows !== facts.length],
    ['its facts are not what was booked: the checksum differs.', checksum !== booked.checksum],
    [differenceIn(differing), differing.length > 0],
    ['its unallocated pool differs when split again.', !rest],
    [
      `it was booked with a pool of ${inUsd(poolNanoUsd)}; ${inUsd(poolNowNanoUsd)} is handed in for it now. Run the day again.`,
      poolNanoUsd !== poolNowNanoUsd,
    ],
  ];
  return faults.flatMap(([sentence, isFault]) => (isFault ? [sentence] : []));
}

/** An imported row whose parts are known sums to its total. */
export function faultsOfImportedDay({ facts }: Pick<StoredDay, 'facts'>): string[] {
  const differing = facts.filter((fact) => {
    const sum = partsOf(fact).reduce<bigint | null>(
      (total, part) => (total === null || part === null ? null : total + part),
      0n,
    );
    return sum !== null && sum !== fact.variableNanoUsd;
  });
  if (differing.length === 0) return [];
  return [`its parts are not its total in ${countOf(differing)}.`];
}

function accountsOf(facts: readonly StoredFact[], revenueNanoUsd: ReadonlyMap<string, bigint>): DayAccount[] {
  return [...Map.groupBy(facts, (fact) => fact.tenantId)].map(([id, rows]) => ({
    id,
    credits: rows[0] ? creditPayerOf(rows[0]) : 'ours',
    revenueNanoUsd: revenueNanoUsd.get(id) ?? 0n,
    uses: rows.map(dayUseOfFact),
  }));
}

function isSame(fact: StoredFact, use: BookedUse | undefined): boolean {
  if (!use) return false;
  const lines = new Map(use.lines.map((line) => [line.meter, line.amountNanoUsd]));
  const metered = Object.entries({
    credit: fact.creditNanoUsd,
    db_write: fact.dbWriteNanoUsd,
    db_read: fact.dbReadNanoUsd,
    worker_sec: fact.workerNanoUsd,
    llm_input_token: fact.llmInputNanoUsd,
    llm_output_token: fact.llmOutputNanoUsd,
    egress_gb: fact.egressNanoUsd,
  });
  const again = new Map<string, bigint | null>(lines);
  return (
    metered.every(([meter, amount]) => amount === (again.has(meter) ? again.get(meter) : 0n)) &&
    fact.variableNanoUsd === use.variableNanoUsd &&
    fact.sharedNanoUsd === use.sharedNanoUsd &&
    fact.customerNanoUsd === use.customerNanoUsd
  );
}

function partsOf(fact: StoredFact): (bigint | null)[] {
  return [
    fact.creditNanoUsd,
    fact.dbWriteNanoUsd,
    fact.dbReadNanoUsd,
    fact.workerNanoUsd,
    fact.llmInputNanoUsd,
    fact.llmOutputNanoUsd,
    fact.egressNanoUsd,
  ];
}

function differenceIn(facts: readonly StoredFact[]): string {
  return `its cost differs when booked again, in ${countOf(facts)}.`;
}

function countOf(facts: readonly StoredFact[]): string {
  const [first] = facts;
  const rows = facts.length === 1 ? 'one row' : `${facts.length} rows`;
  return first ? `${rows} (${first.tenantId}, ${first.endpoint})` : rows;
}

function inUsd(amount: bigint | null): string {
  return amount === null ? 'no amount' : `${printMoney(amount)} USD`;
}
