import type { Proposal, ProposalView } from '@dealfloor/price-book';

export const STATE_NAMES: Record<Proposal['state'], string> = {
  open: 'Open',
  published: 'Published',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
};

/** "1 of 8 open deals changes its verdict." */
export function dealsSentence({ looked, changed }: NonNullable<ProposalView['deals']>): string {
  if (looked === 0) return 'No open deal is sized yet.';
  const deals = looked === 1 ? 'open deal' : 'open deals';
  if (changed.length === 0) return `None of ${looked} ${deals} changes its verdict.`;
  return `${changed.length} of ${looked} ${deals} ${changed.length === 1 ? 'changes its' : 'change their'} verdict.`;
}
