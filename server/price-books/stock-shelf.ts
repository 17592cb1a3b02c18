import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { bundledPolicies, bundledPriceBooks } from './import-files.ts';
import { importPolicy, importPriceBook } from './import-price-book.ts';

/** Puts the price books and policies that come with the project on an empty portal's shelf. */
export async function stockShelf(ports: Ports, actor: Actor): Promise<void> {
  for (const book of bundledPriceBooks(ports.files)) await importPriceBook(ports, actor, book);
  for (const policy of bundledPolicies(ports.files)) await importPolicy(ports, actor, policy);
}
