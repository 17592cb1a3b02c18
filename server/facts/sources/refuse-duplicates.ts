import { UnprocessableError } from '../../service-error.ts';
import { toWhole } from './day-usage.ts';
import type { DuckDb } from './duckdb.ts';
import { cleanRows, type FileGroup } from './file-sql.ts';

/** As many hashes as the engine groups within its memory; a longer log is looked through in parts. */
const HASHES_A_LOOK = 2_000_000n;
const MOST_SUSPECTS = 1_000;

/** Refuses a log in which a request id stands twice, or is missing; memory does not grow with the log. */
export async function refuseDuplicates(
  duckDb: DuckDb,
  groups: readonly FileGroup[],
  condition?: (group: FileGroup) => string,
): Promise<void> {
  const ids = cleanRows(groups, ['request_id'], condition && { condition });
  const hashed = 'CASE WHEN request_id IS NOT NULL THEN hash(request_id) END AS id_hash';
  await duckDb.connection.run(
    `CREATE OR REPLACE TEMP TABLE request_hashes AS SELECT ${hashed} FROM (${ids})`,
  );
  try {
    const suspects = await suspectHashes(duckDb);
    if (suspects.length > 0) await refuseNamed(duckDb, ids, suspects);
  } finally {
    await duckDb.connection.run('DROP TABLE request_hashes');
  }
}

/** Hashes that stand more than once: those of doubled ids, and by a rare chance those of two different ones. */
async function suspectHashes(duckDb: DuckDb): Promise<bigint[]> {
  const [[rows, known] = []] = await duckDb.rows('SELECT count(*), count(id_hash) FROM request_hashes');
  if (toWhole(rows) > toWhole(known)) {
    throw new UnprocessableError('log-refused', 'A row has no request_id. Nothing was changed.');
  }
  const parts = 1n + toWhole(rows) / HASHES_A_LOOK;
  const suspects: bigint[] = [];
  for (let part = 0n; part < parts && suspects.length < MOST_SUSPECTS; part += 1n) {
    const found = await duckDb.rows(
      `SELECT id_hash FROM request_hashes WHERE id_hash % ${parts} = ${part}
       GROUP BY id_hash HAVING count(*) > 1 LIMIT ${MOST_SUSPECTS - suspects.length}`,
    );
    suspects.push(...found.map(([hash]) => toWhole(hash)));
  }
  return suspects;
}

async function refuseNamed(duckDb: DuckDb, ids: string, suspects: readonly bigint[]): Promise<void> {
  const list = suspects.map((hash) => `${hash}::UBIGINT`).join(', ');
  const [row = []] = await duckDb.rows(
    `SELECT count(*), min(request_id) FROM (
      SELECT request_id FROM (${ids}) WHERE hash(request_id) IN (${list}) GROUP BY request_id HAVING count(*) > 1)`,
  );
  const [count, first] = row;
  if (toWhole(count) === 0n) return;
  const stand = toWhole(count) === 1n ? 'request id stands' : 'request ids stand';
  const atLeast = suspects.length === MOST_SUSPECTS ? 'At least ' : '';
  throw new UnprocessableError(
    'duplicate-requests',
    `${atLeast}${count} ${stand} more than once (the first is ${first}). Nothing was changed.`,
  );
}
