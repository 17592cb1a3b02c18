import type { Transaction } from '../../db/database.ts';
import type { ImportKind, Owned } from './import-kind.ts';
import type { Keeper } from './keep-replaced.ts';
import { RowFault } from './row-fault.ts';

/** A row and where it stands in the file. */
export type Numbered<Row> = { readonly row: number; readonly value: Row };

/** What writing came to, in rows of the file, and which days are not as they were. */
export type Written = {
  added: number;
  replaced: number;
  unchanged: number;
  readonly days: Set<string>;
};

export type WriteJob<Row> = {
  readonly transaction: Transaction;
  readonly portalId: string;
  readonly importId: string;
  readonly kind: ImportKind<Row>;
  readonly keeper: Keeper;
  readonly written: Written;
  /** Groups (a day of an account or component) that stood before, and what became of them. */
  readonly stood: Map<string, 'same' | 'replaced'>;
};

/**
 * Writes some rows of a file. What stood for a day of an account or component is kept and replaced whole; where the
 * file says the same once more it is left as it is.
 */
export async function writeRows<Row extends object>(
  job: WriteJob<Row>,
  rows: readonly Numbered<Row>[],
): Promise<void> {
  const { transaction, portalId, importId, kind } = job;
  const { store } = kind;
  const inserts: Owned<Row>[] = [];
  for (const [day, ofDay] of Map.groupBy(rows, ({ value }) => store.dayOf(value))) {
    const byId = Map.groupBy(ofDay, ({ value }) => store.idOf(value));
    const standing = await store.standing(transaction, portalId, day, [...byId.keys()]);
    const standingById = Map.groupBy(standing, (row) => store.idOf(row));
    const outdated: string[] = [];
    for (const [id, group] of byId) {
      const outcome = await settle(job, day, id, group, standingById.get(id) ?? []);
      if (outcome.isOutdated) outdated.push(id);
      inserts.push(...outcome.inserts);
    }
    if (outdated.length > 0) await store.remove(transaction, portalId, day, outdated);
  }
  const owned = inserts.map((row) => ({ ...row, importId }));
  for (let from = 0; from < owned.length; from += MOST_AN_INSERT) {
    await store.insert(transaction, portalId, owned.slice(from, from + MOST_AN_INSERT));
  }
}

const MOST_AN_INSERT = 500;

type Outcome<Row> = { readonly isOutdated: boolean; readonly inserts: readonly Owned<Row>[] };

async function settle<Row extends object>(
  { kind, keeper, importId, written, stood }: WriteJob<Row>,
  day: string,
  id: string,
  group: readonly Numbered<Row>[],
  standing: readonly Owned<Row>[],
): Promise<Outcome<Row>> {
  const { store } = kind;
  const name = `${day} ${id}`;
  const before = stood.get(name);
  const foreign = standing.filter((row) => row.importId !== importId);
  refuseTwice(
    kind,
    group,
    before === 'same' ? standing : standing.filter((row) => row.importId === importId),
  );
  const rows = group.map(({ value }): Owned<Row> => ({ ...value, importId }));
  if (foreign.length === 0) {
    written[before === 'replaced' ? 'replaced' : 'added'] += rows.length;
    written.days.add(day);
    return { isOutdated: false, inserts: rows };
  }
  if (before === undefined && isSame(kind, foreign, rows)) {
    stood.set(name, 'same');
    written.unchanged += rows.length;
    return { isOutdated: false, inserts: [] };
  }
  // More of a group that seemed to be the same came later in the file: it is written whole after all.
  const earlier = before === 'same' ? foreign : [];
  for (const row of foreign) await keeper.keep(store.table, row);
  stood.set(name, 'replaced');
  written.unchanged -= earlier.length;
  written.replaced += earlier.length + rows.length;
  written.days.add(day);
  return { isOutdated: true, inserts: [...earlier, ...rows] };
}

function refuseTwice<Row>(
  { store }: ImportKind<Row>,
  group: readonly Numbered<Row>[],
  ofThisFile: readonly Row[],
): void {
  const keys = new Set(ofThisFile.map((row) => store.keyOf(row)));
  for (const { row, value } of group) {
    const key = store.keyOf(value);
    if (keys.has(key)) throw new RowFault(row, `${key} stands in the file twice`);
    keys.add(key);
  }
}

function isSame<Row extends object>(
  { store }: ImportKind<Row>,
  standing: readonly Owned<Row>[],
  rows: readonly Owned<Row>[],
): boolean {
  if (standing.length !== rows.length) return false;
  const byKey = new Map(standing.map((row) => [store.keyOf(row), row]));
  return rows.every((row) => {
    const other = byKey.get(store.keyOf(row));
    return other !== undefined && isSameRow(other, row);
  });
}

function isSameRow(standing: object, row: object): boolean {
  const values = new Map(Object.entries(row));
  return Object.entries(standing).every(
    ([name, value]) => name === 'importId' || value === (values.get(name) ?? null),
  );
}
