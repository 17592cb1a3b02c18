/** A file that is to be imported, which comes in by the door; it is read twice: to check, and to write. */
export type ImportFile = {
  /** How the record names it: "tenant_cost_daily.csv". */
  readonly name: string;
  read(): AsyncIterable<Uint8Array>;
};
