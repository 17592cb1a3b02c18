import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { undoImport } from '../../../../server/facts/imports/undo-import.ts';
import { importRequestLog } from '../../../../server/facts/ingest/import-request-log.ts';
import type { Ports } from '../../../../server/ports.ts';
import { rawWriter, rowsOf } from '../../../support/raw-sqlite.ts';
import { openWorld } from '../../../support/world.ts';
import { createFolder } from '../../cli/run-command.ts';
import { actor, csv } from './csv-files.ts';

const HEADER =
  'request_id,tenant_id,occurred_at,endpoint,credits,db_writes,db_reads,worker_ms,upstream_latency_ms,response_bytes,llm_input_tokens,llm_output_tokens,http_status';

async function loaded(ports: Ports, ids: readonly number[]): Promise<string> {
  const file = join(createFolder(), 'log.csv');
  const rows = ids.map((id) => `r${id},t_1,2026-11-05T10:00:00Z,/userid/,1,0,0,1,1,1,0,0,200`);
  writeFileSync(file, csv(HEADER, rows));
  const { importId } = await importRequestLog(ports, actor, {
    pattern: file,
    ignoredColumns: [],
    dryRun: false,
  });
  if (importId === null) throw new Error('nothing was loaded');
  return importId;
}

function idsIn({ database }: Ports): string[] {
  return rowsOf<{ id: string }>(database, 'select request_id as id from request_log').map(({ id }) => id);
}

const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at);

test('undoing a log takes out the requests that it was the first to bring, and no others', async () => {
  const { ports } = await openWorld();
  const first = await loaded(ports, upTo(1, 1_500));
  const before = idsIn(ports);
  const second = await loaded(ports, upTo(1_400, 2_700));
  await expect(undoImport(ports, actor, first)).rejects.toThrow(
    `import ${second} came later and left out requests that were there already: undo that first.`,
  );
  expect(await undoImport(ports, actor, second)).toMatchObject({
    kind: 'request-log',
    removed: 1_200,
    restored: 0,
  });
  expect(idsIn(ports)).toEqual(before);
  await undoImport(ports, actor, first);
  expect(idsIn(ports)).toEqual([]);
  expect(rowsOf(ports.database, 'select undone_by from imports')).toEqual([
    { undone_by: 'system' },
    { undone_by: 'system' },
  ]);
});

test('a log of which it is not known what it brought is left as it is', async () => {
  const { ports } = await openWorld();
  const importId = await loaded(ports, [1, 2]);
  (await rawWriter(ports.database)).exec('delete from import_replacements');
  await expect(undoImport(ports, actor, importId)).rejects.toThrow(
    'was not kept, so they cannot be told apart. Nothing was undone.',
  );
  expect(idsIn(ports)).toEqual(['r1', 'r2']);
});
