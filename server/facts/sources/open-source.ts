import type { Database } from '../../db/database.ts';
import type { UsageSource } from '../usage-source.ts';
import type { FileOptions } from './file-source.ts';
import { openStoreSource } from './store-source.ts';
import type { Warehouse } from './warehouse.ts';

export type SourceOptions = FileOptions & {
  readonly database: Database;
  readonly portalId: string;
  readonly warehouse: Warehouse;
};

/** Opens a log: "store", "postgres", "clickhouse", or a path or glob of CSV, JSONL or Parquet files. */
export async function openSource(spec: string, options: SourceOptions): Promise<UsageSource> {
  if (spec === 'store') return openStoreSource(options.database, options.portalId);
  if (spec === 'postgres') {
    const { openPostgresSource } = await import('./postgres-source.ts');
    return openPostgresSource(options.warehouse, options.ignoredColumns);
  }
  if (spec === 'clickhouse') {
    const { openClickHouseSource } = await import('./clickhouse-source.ts');
    return openClickHouseSource(options.warehouse, options.ignoredColumns);
  }
  const { openFileSource } = await import('./file-source.ts');
  return openFileSource(spec, options);
}
