import type { Conditions, Envelope, Policy, Role } from '@dealfloor/price-book';
import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

const { text, integer, json, money } = columns;

export const signOffs = sqliteTable(
  'sign_offs',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    dealId: text('deal_id').notNull(),
    estimateVersion: integer('estimate_version').notNull(),
    state: text('state').$type<SignOffState>().notNull(),
    revision: integer('revision').notNull(),
    verdict: text('verdict').notNull(),
    reason: text('reason').notNull(),
    neededBy: text('needed_by').notNull(),
    policy: json<Policy>('policy').notNull(),
    makers: json<string[]>('makers').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: text('requested_at').notNull(),
    validUntil: text('valid_until'),
    atRiskNanoUsd: money('at_risk_nano_usd'),
    /** Whose signatures the frozen policy asks for this verdict, amount and discount; each by another person. */
    signatures: json<Role[]>('signatures').notNull().default([]),
    /** The newest version of the estimate that the approval still covers. */
    coversVersion: integer('covers_version').notNull().default(0),
    /** A second look is a round of its own: those who signed the first may sign again. */
    round: integer('round').notNull().default(1),
    /** When the answer is due by the frozen policy's business hours. */
    answerDueAt: text('answer_due_at'),
    ifItLapses: text('if_it_lapses').$type<IfItLapses>(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    index('sign_offs_by_deal').on(table.portalId, table.dealId, table.requestedAt),
    index('sign_offs_by_state').on(table.portalId, table.state),
    uniqueIndex('one_open_request_a_deal').on(table.portalId, table.dealId).where(sql`state = 'waiting'`),
  ],
);
export type SignOffState =
  | 'waiting'
  | 'approved'
  | 'approved-with-conditions'
  | 'rejected'
  | 'changes-requested'
  | 'withdrawn'
  | 'expired'
  | 'superseded'
  | 'second-look';
export type IfItLapses = 'second-look' | 'rejected';

export const decisions = sqliteTable(
  'decisions',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    signOffId: text('sign_off_id').notNull(),
    kind: text('kind').$type<DecisionKind>().notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: text('decided_at').notNull(),
    note: text('note').notNull(),
    conditions: json<Conditions>('conditions'),
    validUntil: text('valid_until'),
    seenHash: text('seen_hash').notNull(),
    round: integer('round').notNull().default(1),
    /** For whom a delegate decided; null when the decision is their own. */
    onBehalfOf: text('on_behalf_of'),
    /** What an approval covers; null for a refusal. */
    envelope: json<Envelope>('envelope'),
    ifItLapses: text('if_it_lapses').$type<IfItLapses>(),
    /** HubSpot's side of what was signed; null for a refusal. */
    deal: json<SignedDeal>('deal'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    uniqueIndex('one_decision_a_person_and_round').on(
      table.portalId,
      table.signOffId,
      table.round,
      table.decidedBy,
    ),
  ],
);
/** What HubSpot said of a deal when it was signed; prices in the deal's currency. */
export type SignedDeal = {
  readonly currency: string;
  readonly amount: SignedPrice;
  readonly monthlyPrice: SignedPrice;
  readonly companyId: string | null;
  readonly companyName: string | null;
};
export type SignedPrice = { readonly told: string | null; readonly atLeast: string | null };
export type DecisionKind = 'approve' | 'approve-with-conditions' | 'reject' | 'request-changes';

/** What requester and approvers say to each other on a request; never changed. */
export const signOffComments = sqliteTable(
  'sign_off_comments',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    signOffId: text('sign_off_id').notNull(),
    writtenBy: text('written_by').notNull(),
    writtenAt: text('written_at').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    index('comments_by_sign_off').on(table.portalId, table.signOffId, table.id),
  ],
);

/** Every sizing that was tried on a deal, saved or not: who shaves at a threshold leaves a trail. */
export const estimateTries = sqliteTable(
  'estimate_tries',
  {
    portalId: text('portal_id').notNull(),
    dealId: text('deal_id').notNull(),
    id: text('id').notNull(),
    triedBy: text('tried_by').notNull(),
    triedAt: text('tried_at').notNull(),
    sizingHash: text('sizing_hash').notNull(),
    verdict: text('verdict'),
    marginPercent: text('margin_percent'),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.dealId, table.id] })],
);

/** Somebody is away and another decides for them, from a UTC day to a UTC day, both included. */
export const delegations = sqliteTable(
  'delegations',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    fromUserId: text('from_user_id').notNull(),
    toUserId: text('to_user_id').notNull(),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on').notNull(),
    mayDecideLoss: integer('may_decide_loss').notNull(),
    createdAt: text('created_at').notNull(),
    endedAt: text('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    index('delegations_by_person').on(table.portalId, table.fromUserId, table.endsOn),
  ],
);

/** What time did to a request, once each: reminded, escalated, about to expire, expired, lapsed. */
export const signOffMarks = sqliteTable(
  'sign_off_marks',
  {
    portalId: text('portal_id').notNull(),
    signOffId: text('sign_off_id').notNull(),
    round: integer('round').notNull(),
    kind: text('kind').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.signOffId, table.round, table.kind] })],
);

/** A change of master data (policy, price book, roles) that a second person must publish. */
export const proposals = sqliteTable(
  'proposals',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    kind: text('kind').$type<ProposalKind>().notNull(),
    body: json<Record<string, unknown>>('body').notNull(),
    bodyHash: text('body_hash').notNull(),
    note: text('note').notNull(),
    proposedBy: text('proposed_by').notNull(),
    proposedAt: text('proposed_at').notNull(),
    state: text('state').$type<ProposalState>().notNull(),
    decidedBy: text('decided_by'),
    decidedAt: text('decided_at'),
    decisionNote: text('decision_note'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    index('proposals_by_state').on(table.portalId, table.state, table.id),
  ],
);
export type ProposalKind = 'policy' | 'price-book' | 'person';
export type ProposalState = 'open' | 'published' | 'refused' | 'withdrawn';
