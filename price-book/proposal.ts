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

const PolicyChange = z.strictObject({ kind: z.literal('policy'), policy: Policy });
const PriceBookChange = z.strictObject({ kind: z.literal('price-book'), priceBook: PriceBook });

/** A change of master data: a whole new version, never a piece of one. */
export const ProposedChange = z
  .discriminatedUnion('kind', [
    PolicyChange,
    PriceBookChange,
    z.strictObject({ kind: z.literal('person'), person: PersonRecord }),
  ])
  .meta({ id: 'ProposedChange' });
export type ProposedChange = z.infer<typeof ProposedChange>;

/** A person as they are proposed: no answer tells an address, so who does not change it sends none. */
const PersonInput = PersonRecord.extend({
  email: PersonRecord.shape.email.nullable().describe('Null keeps the address that is known.'),
}).meta({ id: 'PersonInput' });

/** A change as somebody sends it. */
export const ChangeInput = z
  .discriminatedUnion('kind', [
    PolicyChange,
    PriceBookChange,
    z.strictObject({ kind: z.literal('person'), person: PersonInput }),
  ])
  .meta({ id: 'ChangeInput' });
export type ChangeInput = z.infer<typeof ChangeInput>;

const Why = z.string().trim().min(10, 'Say in at least 10 characters why.').max(500);

/** Proposes a change that another person must publish. */
export const ProposalInput = z
  .strictObject({ idempotencyKey: IdempotencyKey, note: Why, change: ChangeInput })
  .meta({ id: 'ProposalInput' });
export type ProposalInput = z.infer<typeof ProposalInput>;

/** Asks what a change would do; nothing is written. */
export const ProposalPreviewInput = z
  .strictObject({ change: ChangeInput })
  .meta({ id: 'ProposalPreviewInput' });
export type ProposalPreviewInput = z.infer<typeof ProposalPreviewInput>;

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

/** What a change would do, and who but its proposer can publish it. */
export const ProposalPreview = z
  .strictObject({
    differences: z.array(ProposalDifference),
    deals: z
      .strictObject({ looked: z.int(), changed: z.array(AffectedDeal) })
      .nullable()
      .describe('Open deals under the terms in force and under the proposed ones; null for a person.'),
    publishers: z.array(Person),
  })
  .meta({ id: 'ProposalPreview' });
export type ProposalPreview = z.infer<typeof ProposalPreview>;

/** Everything that whoever publishes looks at. */
export const ProposalView = ProposalPreview.extend({
  proposal: Proposal,
  whyNotPublish: z.string().nullable(),
  mayRefuse: z.boolean(),
  mayWithdraw: z.boolean(),
}).meta({ id: 'ProposalView' });
export type ProposalView = z.infer<typeof ProposalView>;

/** What a proposed policy starts from: the one in force, and what was published for a later day. */
export const PolicyInForce = z
  .strictObject({
    today: Day,
    policy: Policy,
    later: z.array(z.strictObject({ version: z.string(), effectiveFrom: Day })),
  })
  .meta({ id: 'PolicyInForce' });
export type PolicyInForce = z.infer<typeof PolicyInForce>;

/** Somebody whose record a proposal may change; their address stays with us. */
export const KnownPerson = Person.extend({ ownerId: z.string().nullable(), roles: z.array(Role) }).meta({
  id: 'KnownPerson',
});
export type KnownPerson = z.infer<typeof KnownPerson>;
