import { and, desc, eq, isNull } from 'drizzle-orm';
import { appendEntry } from '../../audit/append-entry.ts';
import { type Transaction, transact } from '../../db/database.ts';
import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../ports.ts';
import { rollSummaries } from '../roll-summaries.ts';
import { checkFile, readSurroundings } from './check-file.ts';
import type { ImportFile } from './import-file.ts';
import type { ImportKind, ImportOptions } from './import-kind.ts';
import { type ImportReport, type ReportFrame, reportOf } from './import-report.ts';
import { type WriteTask, writeFile } from './write-file.ts';
import type { Written } from './write-rows.ts';

export type ImportInput<Row> = {
  readonly kind: ImportKind<Row>;
  readonly file: ImportFile;
  readonly options: ImportOptions;
  /** Hears how far it is: rows checked or written, and of how many where that is known. */
  readonly tell?: (rows: number, of: number | null) => void;
};

/**
 * Takes in a file of facts from another system: all of it or nothing. It is read twice, to be checked and to be
 * written; what it replaces is kept, so that it can be undone.
 */
export async function importFacts<Row extends object>(
  ports: Ports,
  actor: Actor,
  { kind, file, options, tell = () => {} }: ImportInput<Row>,
): Promise<ImportReport> {
  const surroundings = await readSurroundings(ports, ports.database, actor.portalId, options);
  const checked = await checkFile(kind, file, surroundings, (rows) => tell(rows, null));
  const { findings } = checked;
  const importId = `imp_${ports.ids.next()}`;
  const rehearsed = new Rehearsal();
  try {
    return await transact(ports.database, async (transaction) => {
      const sameFileAs = await findSameFile(transaction, actor.portalId, checked.hash);
      const written = await write(ports, transaction, actor, {
        importId,
        kind,
        file,
        options,
        checked,
        tell: (rows) => tell(rows, findings.rows),
      });
      const isNew = written.added + written.replaced > 0;
      const frame: ReportFrame = {
        kind: kind.name,
        file: file.name,
        importId: isNew && !options.dryRun ? importId : null,
        isDryRun: options.dryRun,
        sameFileAs,
      };
      const report = reportOf(frame, findings, written);
      if (isNew) await record(ports, transaction, actor, { importId, hash: checked.hash, report });
      if (!options.dryRun) return report;
      rehearsed.report = report;
      throw rehearsed;
    });
  } catch (error) {
    if (error === rehearsed && rehearsed.report) return rehearsed.report;
    throw error;
  }
}

/** Ends the transaction of a dry run: all was done, and nothing of it stays. */
class Rehearsal extends Error {
  report: ImportReport | null = null;
}

/** The work, with the summaries carried along. */
async function write<Row extends object>(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  task: WriteTask<Row>,
): Promise<Written> {
  const { days, tenants } = task.checked.findings;
  let written: Written | null = null;
  const work = async () => {
    written = await writeFile(ports, transaction, actor, task);
  };
  if (task.kind.name === 'pool') await work();
  else {
    const change = task.kind.name === 'tenant-cost' ? { days: [...days] } : { tenantIds: [...tenants] };
    await rollSummaries(transaction, actor.portalId, change, work);
  }
  if (!written) throw new Error('invariant: the summaries are rolled around the work');
  return written;
}

async function findSameFile({ query, tables: { imports } }: Transaction, portalId: string, hash: string) {
  const [row] = await query
    .select({ importId: imports.id, at: imports.importedAt })
    .from(imports)
    .where(and(eq(imports.portalId, portalId), eq(imports.fileHash, hash), isNull(imports.undoneAt)))
    .orderBy(desc(imports.importedAt))
    .limit(1);
  return row ?? null;
}

async function record(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  { importId, hash, report }: { importId: string; hash: string; report: ImportReport },
): Promise<void> {
  const { portalId } = actor;
  const { kind, file, rows, added, replaced, smallGaps } = report;
  const at = ports.clock.now();
  await transaction.query.insert(transaction.tables.imports).values({
    portalId,
    id: importId,
    kind,
    file,
    fileHash: hash,
    importedBy: actor.userId,
    importedAt: at.toISOString(),
    rowsRead: rows,
    added,
    replaced,
    smallGaps,
  });
  const { unchanged, from, to, keptTotals, rounded, createdTenants } = report;
  await appendEntry(transaction, actor, {
    action: 'facts-imported',
    dealId: null,
    at,
    record: {
      importId,
      kind,
      file,
      hash,
      rows,
      added,
      replaced,
      unchanged,
      smallGaps,
      from,
      to,
      keptTotals,
      rounded,
      createdTenants,
    },
  });
}
