import type { Policy, PriceBook } from '@dealfloor/price-book';
import { diskFiles } from '../files.ts';
import { bundledPolicies, bundledPriceBooks } from '../price-books/import-files.ts';
import { CommandError } from './command-error.ts';

/** The bundled price book of a version; without one, the book that is live on a day. */
export function choosePriceBook(version: string | undefined, day: string): PriceBook {
  return choose(bundledPriceBooks(diskFiles), { version, day, noun: 'price book' });
}

/** The bundled policy of a version; without one, the policy that is live on a day. */
export function choosePolicy(version: string | undefined, day: string): Policy {
  return choose(bundledPolicies(diskFiles), { version, day, noun: 'policy' });
}

type Versioned = { readonly version: string; readonly effectiveFrom: string | null };

function choose<Terms extends Versioned>(
  shelf: readonly Terms[],
  { version, day, noun }: { version: string | undefined; day: string; noun: string },
): Terms {
  const chosen =
    version === undefined ? liveOn(shelf, day) : shelf.find((terms) => terms.version === version);
  if (chosen) return chosen;
  const versions = shelf.map((terms) => terms.version).join(', ');
  const missing = version === undefined ? `No ${noun} is live on ${day}` : `There is no ${noun} ${version}`;
  throw new CommandError('usage', `${missing}. There are: ${versions}.`);
}

/** The terms whose first day came last before the end of a day. */
export function liveOn<Terms extends Versioned>(shelf: readonly Terms[], day: string): Terms | null {
  let live: Terms | null = null;
  for (const terms of shelf) {
    if (terms.effectiveFrom === null || terms.effectiveFrom > day) continue;
    if (live?.effectiveFrom == null || terms.effectiveFrom >= live.effectiveFrom) live = terms;
  }
  return live;
}
