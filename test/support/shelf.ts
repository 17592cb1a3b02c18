import { PriceBook } from '@dealfloor/price-book';
import { DEMO_PORTAL_ID } from '../../server/demo/demo-company.ts';
import { diskFiles } from '../../server/files.ts';
import { systemActor } from '../../server/people/actor.ts';
import { bundledPriceBooks } from '../../server/price-books/import-files.ts';
import { importPriceBook } from '../../server/price-books/import-price-book.ts';
import type { World } from './world.ts';

type Meter = keyof PriceBook['rates'];

/** The price book of 1 November under a name and a first day of its own. */
export function bookFrom(effectiveFrom: string, version = `test-${effectiveFrom}`): PriceBook {
  const book = bundledPriceBooks(diskFiles).find((candidate) => candidate.version === '2026-11-01');
  if (!book) throw new Error('the project comes with the price book of 1 November');
  return { ...book, version, effectiveFrom };
}

/** The same book with another price of a credit. */
export function withCreditAt(usd: string, effectiveFrom: string, version?: string): PriceBook {
  const book = bookFrom(effectiveFrom, version);
  return { ...book, rates: { ...book.rates, credit: usd } };
}

/** The same book without one of its rates. */
export function withoutRate(meter: Meter | null, effectiveFrom: string): PriceBook {
  const book = bookFrom(effectiveFrom);
  const rates = Object.entries(book.rates).filter(([name]) => name !== meter);
  return PriceBook.parse({ ...book, rates: Object.fromEntries(rates) });
}

/** The same book without an endpoint, and without the use cases that need it. */
export function withoutEndpoint(id: string, effectiveFrom: string): PriceBook {
  const book = bookFrom(effectiveFrom);
  return PriceBook.parse({
    ...book,
    endpoints: book.endpoints.filter((endpoint) => endpoint.id !== id),
    useCases: book.useCases.filter(({ sizing }) => sizing.lines.every((line) => line.endpoint !== id)),
  });
}

/** Finance puts a book on the demo company's shelf. */
export function putOnShelf({ ports }: World, book: PriceBook): Promise<void> {
  return importPriceBook(ports, systemActor(DEMO_PORTAL_ID), book);
}
