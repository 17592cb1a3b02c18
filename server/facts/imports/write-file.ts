import type { Transaction } from '../../db/database.ts';
import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../ports.ts';
import { ConflictError } from '../../service-error.ts';
import { type CheckedFile, readSurroundings, refuseFault } from './check-file.ts';
import { createFindings, type Findings } from './findings.ts';
import type { ImportFile } from './import-file.ts';
import type { ImportKind, ImportOptions } from './import-kind.ts';
import { bookImportedDay } from './imported-days.ts';
import { createKeeper } from './keep-replaced.ts';
import { readRows } from './read-rows.ts';
import { RowFault, refusalOf } from './row-fault.ts';
import { UNKNOWN_PLAN } from './tenant-history.ts';
import { type Numbered, type WriteJob, type Written, writeRows } from './write-rows.ts';

export type WriteTask<Row> = {
  readonly importId: string;
  readonly kind: ImportKind<Row>;
  readonly file: ImportFile;
  readonly options: ImportOptions;
  readonly checked: CheckedFile;
  readonly tell: (rows: number) => void;
};

const CHUNK = 500;

/** Writes a checked file in the transaction of its import; a row that stands in it twice refuses it here. */
export async function writeFile<Row extends object>(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  task: WriteTask<Row>,
): Promise<Written> {
  const { importId, kind } = task;
  const { portalId } = actor;
  const written: Written = { added: 0, replaced: 0, unchanged: 0, days: new Set() };
  const keeper = createKeeper(transaction, portalId, importId);
  await createTenants(transaction, portalId, importId, task.checked.findings);
  const stood = new Map<string, 'same' | 'replaced'>();
  const job = { transaction, portalId, importId, kind, keeper, written, stood };
  try {
    await writeChunks(ports, job, task);
  } catch (error) {
    throw error instanceof RowFault ? refusalOf([error]) : error;
  }
  if (kind.name === 'tenant-cost') {
    const now = ports.clock.now();
    for (const day of [...written.days].sort()) {
      await bookImportedDay(transaction, { portalId, importId, now }, day, keeper);
    }
  }
  await keeper.end();
  return written;
}

async function writeChunks<Row extends object>(
  ports: Ports,
  job: WriteJob<Row>,
  { kind, file, options, checked, tell }: WriteTask<Row>,
): Promise<void> {
  const { store } = kind;
  const surroundings = await readSurroundings(ports, job.transaction, job.portalId, options);
  const findings = createFindings();
  const tally = { hash: '' };
  let chunk: Numbered<Row>[] = [];
  const groupOf = (row: Row) => `${store.dayOf(row)} ${store.idOf(row)}`;
  for await (const cells of readRows(file, kind.header, options.ignore, tally)) {
    const { row } = cells;
    const value = kind.read(refuseFault(cells), surroundings, findings);
    const last = chunk.at(-1);
    if (chunk.length >= CHUNK && last && groupOf(last.value) !== groupOf(value)) {
      await writeRows(job, chunk);
      tell(row);
      chunk = [];
    }
    chunk.push({ row, value });
  }
  await writeRows(job, chunk);
  if (tally.hash !== checked.hash || findings.unknownTenants.size > 0) {
    throw new ConflictError(
      'file-changed',
      `${file.name}, or the accounts it names, changed while it was read. Nothing was written; try again.`,
    );
  }
}

/** Accounts that the file is the first to name begin on their first day in it. */
async function createTenants(
  { query, tables }: Transaction,
  portalId: string,
  importId: string,
  { unknownTenants }: Findings,
): Promise<void> {
  for (const [tenantId, { firstDay }] of unknownTenants) {
    await query.insert(tables.tenants).values({
      portalId,
      tenantId,
      effectiveFrom: firstDay,
      name: tenantId,
      plan: UNKNOWN_PLAN,
      keyMode: 'shared',
      costClass: 'cogs',
      importId,
    });
  }
}
