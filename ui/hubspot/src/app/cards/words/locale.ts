/** A locale that Intl accepts: HubSpot's own may be missing or written with an underscore. */
export function readableLocale(locale: string | undefined): string {
  try {
    return Intl.getCanonicalLocales((locale ?? 'en-US').replace('_', '-'))[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}

/** The signs that a locale puts between thousands and before the decimals. */
export function separatorsOf(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(-1_234_567.5);
  const signOf = (type: string, otherwise: string) =>
    parts.find((part) => part.type === type)?.value ?? otherwise;
  return { group: signOf('group', ','), decimal: signOf('decimal', '.') };
}
