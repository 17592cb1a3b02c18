/** A column of an export: text, or a whole number of 10^-scale of what its name says. */
export type ExportColumn = { readonly name: string; readonly scale: number | null };

/** Cells in the order of the columns; a null number is unknown, a null text is not there. */
export type ExportRow = readonly (string | bigint | null)[];

/** What is exported, row by row, so that a long one need not stand in memory. */
export type ExportTable = {
  readonly columns: readonly ExportColumn[];
  rows(): AsyncIterable<ExportRow>;
};

/** UTC days, both counted. */
export type ExportSpan = { readonly from: string; readonly to: string };

/** How an unknown number reads where a file can only hold text: never as zero, and never as nothing. */
export const UNKNOWN = 'unknown';
