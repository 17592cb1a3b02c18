import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { importByName } from '../../../../server/facts/imports/import-by-name.ts';
import type { ImportFile } from '../../../../server/facts/imports/import-file.ts';
import type { ImportOptions, KindName } from '../../../../server/facts/imports/import-kind.ts';
import { systemActor } from '../../../../server/people/actor.ts';
import type { Ports } from '../../../../server/ports.ts';
import { rowsOf } from '../../../support/raw-sqlite.ts';

export const actor = systemActor(DEMO_PORTAL_ID, 'cli');

export const COST_HEADER =
  'event_date,tenant_id,api_calls,credits,db_writes,db_reads,worker_sec,llm_in,llm_out,egress_gb,variable_cost,allocated_shared,total_cost,price_version';

/** Two rows of another ETL, as they came: the second differs from its parts by the eighth decimal. */
export const COST_ROWS = [
  '2026-10-30,t_1,71371,71371,1487137,150025,24456.31,4662400,378820,2.814054,86.42738257,21.42038224,107.84776481,2026-08-01',
  '2026-10-30,t_2,27221,27221.5,54999,55259,4124.04,0,0,0.2441991,24.68199204,8.16976398,32.85175603,2026-08-01',
];

/** A cost row with nothing in it but what a test names, whose amounts add up. */
export function costRow(
  day: string,
  tenant: string,
  variable: string,
  more: { calls?: number; version?: string } = {},
) {
  const { calls = 10, version = '2026-08-01' } = more;
  return `${day},${tenant},${calls},${calls},0,0,0,0,0,0,${variable},0,${variable},${version}`;
}

/** A file that says this, in pieces that cut through rows and characters. */
export function fileOf(text: string | Uint8Array, pieceBytes = 7_000): ImportFile {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return {
    name: 'facts.csv',
    async *read() {
      for (let from = 0; from < bytes.byteLength; from += pieceBytes)
        yield bytes.subarray(from, from + pieceBytes);
    },
  };
}

export function csv(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}

/** Imports a text as a file of a kind. */
export function importText(
  ports: Ports,
  kind: KindName,
  text: string | Uint8Array,
  options: Partial<ImportOptions> = {},
  pieceBytes?: number,
) {
  return importByName(ports, actor, kind, {
    file: fileOf(text, pieceBytes),
    options: { ignore: [], createTenants: false, allowMismatch: false, dryRun: false, ...options },
  });
}

const STATE = [
  'tenants',
  'shared_infra_daily',
  'tenant_revenue_daily',
  'tenant_cost_daily',
  'booked_days',
  'account_summaries',
  'summary_heads',
];

/** Every row of the facts as they stand, who wrote it included, in an order of its own. */
export function factsOf({ database }: Ports): Record<string, string[]> {
  return Object.fromEntries(
    STATE.map((table) => [
      table,
      rowsOf<Record<string, unknown>>(database, `select * from ${table}`).map(asText).sort(),
    ]),
  );
}

function asText(row: Record<string, unknown>): string {
  return JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}
