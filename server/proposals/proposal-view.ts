import type { Proposal } from '@dealfloor/price-book';
import { bodyOf, effectiveFromOf, type ProposalRow, titleOf } from './proposal-rows.ts';

/** A proposal as screens list it. */
export function proposalView(row: ProposalRow, nameOf: (userId: string) => string): Proposal {
  const { change } = bodyOf(row);
  return {
    id: row.id,
    kind: row.kind,
    title: titleOf(change),
    effectiveFrom: effectiveFromOf(change),
    note: row.note,
    proposedBy: { userId: row.proposedBy, name: nameOf(row.proposedBy) },
    proposedAt: row.proposedAt,
    state: row.state,
    decidedBy: row.decidedBy === null ? null : { userId: row.decidedBy, name: nameOf(row.decidedBy) },
    decidedAt: row.decidedAt,
    decisionNote: row.decisionNote,
  };
}
