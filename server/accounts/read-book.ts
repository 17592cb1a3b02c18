import { type AccountBook, type AccountWindow, type BookKey, ratioPercent } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import type { Actor } from '../people/actor.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { NotFoundError } from '../service-error.ts';
import { scopeOf, shelfFor } from './account-scope.ts';
import { readWindow, windowFreshness } from './account-window.ts';
import { openBooks, payingAccounts, salesCost } from './book-parts.ts';
import { ownerNames } from './owner-names.ts';

/** A null book is the widest that the person may open. */
export type BookQuestion = { readonly window: AccountWindow; readonly book: BookKey | null };

/** A book of business: paying accounts, the least left over first; trials and free plans apart, as a sales cost. */
export async function readBook(ports: Ports, actor: Actor, asked: BookQuestion): Promise<AccountBook> {
  const { database, clock } = ports;
  const { portalId } = actor;
  const scope = await scopeOf(database, actor);
  const { key, shelf } = shelfFor(scope, asked.book);
  const window = await readWindow(database, portalId, asked.window);
  const terms = await readLiveTerms(ports, database, portalId);
  const owners = await ownerNames(database, portalId);
  const today = dayOf(clock.now());
  const context = { database, portalId, window, owners, terms, shelf, today };
  const paying = await payingAccounts(context);
  const own = { key: 'mine', name: 'My book', accounts: paying.accounts };
  const books = scope.kind === 'own' ? [own] : await openBooks(context, asked.window);
  const name = books.find((one) => one.key === key)?.name ?? (key === 'mine' ? 'My book' : owners.get(key));
  if (name === undefined) throw new NotFoundError('There is no such book here.');
  return {
    viewer: viewerOf(actor),
    window: asked.window,
    from: window?.from ?? null,
    to: window?.to ?? null,
    freshness: windowFreshness(window, clock.now()),
    book: { key, name },
    books,
    ...paying,
    targetPercent: terms ? ratioPercent(terms.policy.portfolioTarget) : null,
    salesCost: await salesCost(context),
  };
}
