import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Policy, PriceBook } from '@dealfloor/price-book';

const shelf = dirname(fileURLToPath(import.meta.resolve('@dealfloor/price-book')));

/** The price books that come with the project, oldest first. */
export function bundledPriceBooks(): PriceBook[] {
  return bundledFiles('books').map(({ text }) => PriceBook.parse(JSON.parse(text)));
}

/** The policies that come with the project, oldest first. */
export function bundledPolicies(): Policy[] {
  return bundledFiles('policies').map(({ text }) => Policy.parse(JSON.parse(text)));
}

/** The files behind them, unread: whoever checks them wants to name the one that does not parse. */
export function bundledFiles(folder: 'books' | 'policies'): { name: string; text: string }[] {
  return readdirSync(join(shelf, folder))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: `${folder}/${file}`, text: readFileSync(join(shelf, folder, file), 'utf8') }));
}
