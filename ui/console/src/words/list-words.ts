import { readerLocale } from './reader-locale.ts';

/** "Mara and Joel", "Mara or Joel". */
export function listWords(words: readonly string[], type: 'conjunction' | 'disjunction'): string {
  const language = readerLocale().startsWith('en') ? readerLocale() : 'en';
  return new Intl.ListFormat(language, { type }).format(words);
}
