/** The locale of the person who reads; figures and dates follow it. */
export function readerLocale(): string {
  return navigator.language || 'en-US';
}
