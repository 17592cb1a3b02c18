import { compileRates } from '@dealfloor/price-book';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { dayOf } from '../../clock.ts';
import type { Database, Transaction } from '../../db/database.ts';
import type { Ports } from '../../ports.ts';
import { UnprocessableError } from '../../service-error.ts';
import { createFindings, type Findings } from './findings.ts';
import type { ImportFile } from './import-file.ts';
import type { ImportKind, ImportOptions, Surroundings } from './import-kind.ts';
import { readRows } from './read-rows.ts';
import { MOST_FAULTS, RowFault, refusalOf } from './row-fault.ts';
import { readTenantHistory } from './tenant-history.ts';

/** A file that may be written: what it holds, and the hash of its bytes. */
export type CheckedFile = { readonly findings: Findings; readonly hash: string };

/** Reads a file to its end and refuses it whole for what is wrong with its header or with any of its rows. */
export async function checkFile<Row>(
  kind: ImportKind<Row>,
  file: ImportFile,
  surroundings: Surroundings,
  tell: (rows: number) => void,
): Promise<CheckedFile> {
  const { options } = surroundings;
  const findings = createFindings();
  const faults: RowFault[] = [];
  const tally = { hash: '' };
  try {
    for await (const cells of readRows(file, kind.header, options.ignore, tally)) {
      findings.rows += 1;
      note(faults, () => kind.read(refuseFault(cells), surroundings, findings));
      if (faults.length >= MOST_FAULTS) break;
      if (findings.rows % 1_000 === 0) tell(findings.rows);
    }
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    faults.push(error);
  }
  if (faults.length > 0) throw refusalOf(faults);
  if (findings.rows === 0) {
    throw new UnprocessableError('no-rows', `${file.name} has a header and no rows. Nothing was written.`);
  }
  if (!options.createTenants) refuseUnknownTenants(findings);
  return { findings, hash: tally.hash };
}

function note(faults: RowFault[], work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    faults.push(error);
  }
}

/** What the reader itself found wrong with a row is thrown like every other fault. */
export function refuseFault<Row extends object>(row: Row | RowFault): Row {
  if (row instanceof RowFault) throw row;
  return row;
}

const MOST_NAMED = 10;

function refuseUnknownTenants({ unknownTenants }: Findings): void {
  const [first] = unknownTenants.values();
  if (!first) return;
  const names = [...unknownTenants.keys()];
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  throw new UnprocessableError(
    'unknown-tenants',
    `row ${first.row}: ${names.length === 1 ? 'an account is' : `${names.length} accounts are`} unknown: ` +
      `${names.slice(0, MOST_NAMED).join(', ')}${more}. Nothing was written. ` +
      'Import them first (dealfloor import tenants), or --create-tenants to make them with the plan "unknown".',
  );
}

/** What rows are held against, as it stands now. */
export async function readSurroundings(
  { clock }: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
  options: ImportOptions,
): Promise<Surroundings> {
  const { priceBooks } = handle.tables;
  const rows = await handle.query
    .select({ body: priceBooks.body })
    .from(priceBooks)
    .where(and(eq(priceBooks.portalId, portalId), isNotNull(priceBooks.effectiveFrom)))
    .orderBy(asc(priceBooks.effectiveFrom), asc(priceBooks.importedAt));
  return {
    today: dayOf(clock.now()),
    tenants: await readTenantHistory(handle, portalId),
    books: rows.map(({ body }) => compileRates(body)),
    options,
  };
}
