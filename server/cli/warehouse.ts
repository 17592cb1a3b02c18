import type { Environment } from '../env.ts';
import type { Warehouse } from '../facts/sources/warehouse.ts';

/** How the warehouses of the log are reached, as the environment says. */
export function warehouseOf(environment: Environment): Warehouse {
  return {
    postgresUrl: environment.LOG_POSTGRES_URL ?? null,
    clickhouseUrl: environment.LOG_CLICKHOUSE_URL ?? null,
    table: environment.LOG_TABLE,
  };
}
