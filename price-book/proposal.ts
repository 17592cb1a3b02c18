import { z } from 'zod';
import { PercentText } from './figures.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { Person, Role } from './person.ts';
import { Policy } from './policy.ts';
import { Day, PriceBook } from './price-book.ts';
import { VerdictWord } from './verdict.ts';

/** A person of the portal with all that a proposal may change: address, owner and roles. */
export const PersonRecord = z
  .strictObject({
    userId: z.string().regex(/^[1-9]\d{0,15}$/, 'Write the number that HubSpot shows.'),
    email: z.email('Write an e-mail address.').max(254),
    name: z.string().trim().min(1, 'Write a name.').max(200, 'Write a shorter name.'),
    ownerId: z
      .string()
      .regex(/^[1-9]\d{0,15}$/, 'Write the number that HubSpot shows.')
      .nullable(),
    roles: z.array(Role).max(7),
  })
  .meta({ id: 'PersonRecord' });
export type PersonRecord = z.infer<typeof PersonRecord>;

/** A change of master data: a whole new version, never a piece of one. */
export const ProposedChange = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('policy'), policy: Policy }),
    z.strictObject({ kind: z.literal('price-book'), priceBook: PriceBook }),
    z.strictObject({ kind: z.literal('person'), person: PersonRecord }),
  ])
  .meta({ id: 'ProposedChange' });
export type ProposedChange = z.infer<typeof ProposedChange>;

const Why = z.string().trim().min(10, 'Say in at least 10 characters why.').max(500);

/** Proposes a change that another person must publish. */
export const ProposalInput = z
  .strictObject({ idempotencyKey: IdempotencyKey, note: Why, change: ProposedChange })
  .meta({ id: 'ProposalInput' });
export type ProposalInput = z.infer<typeof ProposalInput>;

/** Publishes, refuses or withdraws a proposal; a refusal says why. */
export const ProposalDecisionInput = z
  .strictObject({ idempotencyKey: IdempotencyKey, note: z.string().trim().max(500) })
  .meta({ id: 'ProposalDecisionInput' });
export type ProposalDecisionInput = z.infer<typeof ProposalDecisionInput>;

/** A proposal in a list. */
export const Proposal = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['policy', 'price-book', 'person']),
    title: z.string(),
    effectiveFrom: Day.nullable().describe('Null for a person: it holds from the moment it is published.'),
    note: z.string(),
    proposedBy: Person,
    proposedAt: z.string(),
    state: z.enum(['open', 'published', 'refused', 'withdrawn']),
    decidedBy: Person.nullable(),
    decidedAt: z.string().nullable(),
    decisionNote: z.string().nullable(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

/** One thing that a proposal changes, in words; null where there is nothing on that side. */
export const ProposalDifference = z
  .strictObject({ what: z.string(), before: z.string().nullable(), after: z.string().nullable() })
  .meta({ id: 'ProposalDifference' });
export type ProposalDifference = z.infer<typeof ProposalDifference>;

/** An open deal whose verdict would be another one. */
export const AffectedDeal = z
  .strictObject({
    dealId: z.string(),
    name: z.string(),
    before: z.strictObject({ word: VerdictWord.nullable(), marginPercent: PercentText }),
    after: z.strictObject({ word: VerdictWord.nullable(), marginPercent: PercentText }),
  })
  .meta({ id: 'AffectedDeal' });
export type AffectedDeal = z.infer<typeof AffectedDeal>;

/** Everything that whoever publishes looks at. */
export const ProposalView = z
  .strictObject({
    proposal: Proposal,
    differences: z.array(ProposalDifference),
    deals: z
      .strictObject({ looked: z.int(), changed: z.array(AffectedDeal) })
      .nullable()
      .describe('Open deals under the terms in force and under the proposed ones; null for a person.'),
    whyNotPublish: z.string().nullable(),
    mayRefuse: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'ProposalView' });
export type ProposalView = z.infer<typeof ProposalView>;
