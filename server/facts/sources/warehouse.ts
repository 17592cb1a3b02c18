/** How the warehouses are reached, from the environment; an address may hold a secret and is never printed. */
export type Warehouse = {
  readonly postgresUrl: string | null;
  readonly clickhouseUrl: string | null;
  /** The table of the log, "request_log" or "schema.request_log". */
  readonly table: string;
};
