const WITHOUT_ONE = 'en-US';

/** The locale of the person who reads; figures and dates follow it. */
export function readerLocale(): string {
  return navigator.languages.find(isLocale) ?? WITHOUT_ONE;
}

/** Browsers on some systems name a locale that no formatter knows, like "en-US@posix". */
function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
