/** A sentence of the service with a real minus before each negative number, as everywhere else on the card. */
export function realMinus(sentence: string): string {
  return sentence.replace(/(?<![\p{L}\d])-(?=[\d$])/gu, '\u2212');
}
