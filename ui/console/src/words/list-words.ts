import { readerLocale } from './reader-locale.ts';

/** "Mara and Joel": names in one sentence. */
export function listWords(words: readonly string[]): string {
  const language = readerLocale().startsWith('en') ? readerLocale() : 'en';
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}
