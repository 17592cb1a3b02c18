import { type BreakEven, breakEven, type Estimate, type Sizing } from '@dealfloor/price-book';
import { readDeal } from '../deals/read-deal.ts';
import type { Actor } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { estimateSizing } from './estimate-sizing.ts';
import { noteTry } from './record-try.ts';

export type SizingForDeal = { readonly dealId: string; readonly sizing: Sizing };

/** What a sizing would cost and earn; of it nothing is kept but that it was tried. */
export async function previewEstimate(ports: Ports, actor: Actor, input: SizingForDeal): Promise<Estimate> {
  requireReader(actor);
  await readDeal(ports, actor.portalId, input.dealId, 'recent');
  const { estimate } = await estimateSizing(ports, ports.database, actor.portalId, input.sizing);
  noteTry(ports, actor, { ...input, estimate });
  return estimate;
}

/** The price and the volume at which a sizing just reaches the floor; nothing is stored. */
export async function solveBreakEven(ports: Ports, actor: Actor, input: SizingForDeal): Promise<BreakEven> {
  requireReader(actor);
  await readDeal(ports, actor.portalId, input.dealId, 'recent');
  const { terms } = await estimateSizing(ports, ports.database, actor.portalId, input.sizing);
  if (!terms)
    throw new UnprocessableError('no-price-book', 'No price book is live; there is nothing to solve.');
  return breakEven({ ...terms, sizing: input.sizing, comparableAccounts: null });
}
