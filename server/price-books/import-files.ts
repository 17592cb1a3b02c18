import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Policy, PriceBook } from '@dealfloor/price-book';

const shelf = dirname(fileURLToPath(import.meta.resolve('@dealfloor/price-book')));

/** The price books that come with the project, oldest first. */
export function bundledPriceBooks(): PriceBook[] {
  return filesOf('books').map((text) => PriceBook.parse(JSON.parse(text)));
}

/** The policies that come with the project, oldest first. */
export function bundledPolicies(): Policy[] {
  return filesOf('policies').map((text) => Policy.parse(JSON.parse(text)));
}

function filesOf(folder: string): string[] {
  return readdirSync(join(shelf, folder))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readFileSync(join(shelf, folder, file), 'utf8'));
}
