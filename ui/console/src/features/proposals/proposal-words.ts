import type { Person, Proposal, ProposalPreview, Role, Viewer } from '@dealfloor/price-book';
import { listWords } from '../../words/list-words.ts';
import { decides, proposes } from '../session/session.ts';

export const STATE_NAMES: Record<Proposal['state'], string> = {
  open: 'Open',
  published: 'Published',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
};

/** "1 of 8 open deals changes its verdict." */
export function dealsSentence({ looked, changed }: NonNullable<ProposalPreview['deals']>): string {
  if (looked === 0) return 'No open deal is sized yet.';
  const deals = looked === 1 ? 'open deal' : 'open deals';
  if (changed.length === 0) return `None of ${looked} ${deals} changes its verdict.`;
  return `${changed.length} of ${looked} ${deals} ${changed.length === 1 ? 'changes its' : 'change their'} verdict.`;
}

/** What a preview says in one breath. */
export function previewSentence({ differences, deals }: ProposalPreview): string {
  const count = differences.length === 1 ? '1 line changes.' : `${differences.length} lines change.`;
  return deals ? `${count} ${dealsSentence(deals)}` : count;
}

/** "Joel Brandão and Ted Marsh can publish it." */
export function publishersSentence(publishers: readonly Person[]): string {
  if (publishers.length === 0) return 'Nobody else can publish it yet: another person needs a role for it.';
  return `${listWords(publishers.map(({ name }) => name))} can publish it.`;
}

/** Whether a kind of proposal is this person’s work. */
export function mayPropose(viewer: Viewer, kind: Proposal['kind']): boolean {
  return kind === 'person' ? proposes(viewer) : decides(viewer);
}

export const ROLE_NAMES: Record<Role, string> = {
  ae: 'Account executive',
  manager: 'Sales manager',
  finance: 'Finance',
  cfo: 'CFO',
  csm: 'Customer success',
  'data-engineer': 'Data engineer',
  admin: 'Administrator',
};
