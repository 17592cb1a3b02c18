/** What was written; `asText` counts the numbers that an XLSX holds as text, since its own would lose digits. */
export type WrittenTable = { rows: number; asText: number };
