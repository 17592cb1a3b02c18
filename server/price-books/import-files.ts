import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Policy, PriceBook } from '@dealfloor/price-book';
import type { Files } from '../files.ts';

const shelf = dirname(fileURLToPath(import.meta.resolve('@dealfloor/price-book')));

/** The price books that come with the project, oldest first. */
export function bundledPriceBooks(files: Files): PriceBook[] {
  return bundledFiles(files, 'books').map(({ text }) => PriceBook.parse(JSON.parse(text)));
}

/** The policies that come with the project, oldest first. */
export function bundledPolicies(files: Files): Policy[] {
  return bundledFiles(files, 'policies').map(({ text }) => Policy.parse(JSON.parse(text)));
}

/** The files behind them, unread: whoever checks them wants to name the one that does not parse. */
export function bundledFiles(files: Files, folder: 'books' | 'policies'): { name: string; text: string }[] {
  return files
    .list(join(shelf, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: `${folder}/${file}`, text: files.readText(join(shelf, folder, file)) }));
}
