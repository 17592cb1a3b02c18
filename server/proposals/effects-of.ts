import type { ProposalPreview, ProposedChange } from '@dealfloor/price-book';
import type { Ports } from '../ports.ts';
import { affectedDeals } from './affected-deals.ts';
import { differencesOf } from './differences.ts';
import { publishersOf } from './publishing.ts';

type Proposing = { readonly portalId: string; readonly proposedBy: string };

/** What a change would do now, and who but its proposer can publish it. */
export async function effectsOf(
  ports: Ports,
  { portalId, proposedBy }: Proposing,
  change: ProposedChange,
): Promise<ProposalPreview> {
  const publishers = await publishersOf(ports.database, portalId, proposedBy, change);
  return {
    differences: await differencesOf(ports, portalId, change),
    deals: await affectedDeals(ports, portalId, change),
    publishers: publishers
      .map(({ userId, name }) => ({ userId, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en')),
  };
}
