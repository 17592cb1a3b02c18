/** Something that is not as it should be: where, and what. */
export type Finding = { readonly where: string; readonly sentence: string };

/** A finding as one line of a report. */
export function findingLine({ where, sentence }: Finding): string {
  return `✖ ${where}: ${sentence}`;
}
