import {
  compileRates,
  Estimate,
  estimateDeal,
  Policy,
  PriceBook,
  type Rates,
  Sizing,
} from '@dealfloor/price-book';
import { canonicalJson, contentHash } from '../audit/canonical-json.ts';
import type { SavedVersion } from './saved-estimates.ts';
import type { StoredTerms } from './stored-terms.ts';

/** The price books and policies of one portal, ready to compute with, by the hash that estimates name. */
export type Shelf = { readonly rates: Map<string, Rates>; readonly policies: Map<string, Policy> };

/** Compiles what can be read; `price-book verify` names what cannot. */
export function compileShelf(stored: readonly StoredTerms[], portalId: string): Shelf {
  const shelf: Shelf = { rates: new Map(), policies: new Map() };
  for (const { kind, hash, text } of stored.filter((row) => row.portalId === portalId)) {
    const body = parseOrNull(text);
    const book = kind === 'price book' ? PriceBook.safeParse(body) : null;
    const policy = kind === 'policy' ? Policy.safeParse(body) : null;
    if (book?.success) shelf.rates.set(hash, compileRates(book.data));
    if (policy?.success) shelf.policies.set(hash, policy.data);
  }
  return shelf;
}

/** Computes a saved estimate again from its own sizing and terms; null when every figure matches, else what does not. */
export function recomputeEstimate(saved: SavedVersion, { rates: books, policies }: Shelf): string | null {
  const sizing = Sizing.safeParse(parseOrNull(saved.sizing));
  const estimate = Estimate.safeParse(parseOrNull(saved.estimate));
  if (!sizing.success) return 'its sizing cannot be read.';
  if (!estimate.success) return 'its estimate cannot be read.';
  const stored = { sizing: sizing.data, estimate: estimate.data };
  if (contentHash(stored) !== saved.hash) return 'it is not what was saved: the stored hash differs.';
  if (estimate.data.verdict.word !== saved.verdict) return 'its verdict column says something else.';
  const rates = books.get(saved.priceBookHash);
  const policy = policies.get(saved.policyHash);
  if (!rates || !policy) return 'the price book or the policy it was made under is not on the shelf.';
  return difference(stored.estimate, () => {
    const { day, range } = stored.estimate;
    const { comparableAccounts } = range;
    return estimateDeal({ sizing: stored.sizing, rates, policy, comparableAccounts, day });
  });
}

function difference(stored: Estimate, compute: () => Estimate): string | null {
  const computed = tryTo(compute);
  if (!computed) return 'it cannot be computed again.';
  if (canonicalJson(computed) === canonicalJson(stored)) return null;
  const parts = Object.entries(computed).filter(
    ([name, value]) =>
      canonicalJson(value) !== canonicalJson(Object.entries(stored).find(([key]) => key === name)?.[1]),
  );
  const names = parts.map(([name]) => name).join(', ');
  return `it differs when computed again, in ${names}: ${headlineOf(stored)} saved, ${headlineOf(computed)} now.`;
}

function headlineOf({ verdict, term }: Estimate): string {
  return `${verdict.headline} at a cost of ${term.costUsd ?? 'an unknown amount of'} USD`;
}

function tryTo<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export function parseOrNull(text: string): unknown {
  return tryTo(() => JSON.parse(text) as unknown);
}
