import { existsSync } from 'node:fs';
import { PriceBook } from '@dealfloor/price-book';
import { diskFiles } from '../files.ts';
import { fieldIssues } from '../http/field-issues.ts';
import { bundledPriceBooks } from '../price-books/import-files.ts';
import { CommandError } from './command-error.ts';
import { findPriceBook } from './list-shelf.ts';
import { nameOfInput, readInputJson } from './read-input-file.ts';
import type { StoredTerms } from './stored-terms.ts';

const KIND = { noun: 'a price book', mostBytes: 4_194_304 };

/** The price book that a person means: a file where there is one of that name, else a version on the shelf. */
export async function readPriceBook(nameOrFile: string, stored: readonly StoredTerms[]): Promise<PriceBook> {
  if (nameOrFile !== '-' && !existsSync(nameOrFile) && !/[/\\]|\.json$/.test(nameOrFile)) {
    return findPriceBook(nameOrFile, bundledPriceBooks(diskFiles), stored);
  }
  const book = PriceBook.safeParse(await readInputJson(nameOrFile, KIND));
  if (book.success) return book.data;
  throw new CommandError(
    'refused',
    `${nameOfInput(nameOrFile)}: it is no price book.`,
    fieldIssues(book.error),
  );
}
