import { type Catalogue, parseDecimal, printDecimal } from '@dealfloor/price-book';
import type { Actor } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { UnavailableError } from '../service-error.ts';
import { readLiveTerms } from './live-terms.ts';

/** What a seller can choose from under the live price book. */
export async function readCatalogue(ports: Ports, actor: Actor): Promise<Catalogue> {
  requireReader(actor);
  const terms = await readLiveTerms(ports, ports.database, actor.portalId);
  if (!terms) throw new UnavailableError('No price book is live. Ask finance to publish one.');
  const { book } = terms.rates;
  const credit = book.rates.credit;
  return {
    priceBook: { version: book.version, effectiveFrom: book.effectiveFrom },
    usdPerThousandCredits: credit === undefined ? null : timesThousand(credit),
    endpoints: book.endpoints,
    plans: book.plans,
    useCases: book.useCases,
  };
}

function timesThousand(text: string): string {
  const { units, scale } = parseDecimal(text);
  return printDecimal(units * 1_000n, scale);
}
