import { z } from 'zod';

const Subscription = z.strictObject({
  subscriptionId: z.int().positive(),
  /** What HubSpot calls it in the new form; the old form says `deal.` instead of `object.`. */
  subscriptionType: z.enum([
    'object.creation',
    'object.deletion',
    'object.restore',
    'object.merge',
    'object.propertyChange',
    'object.associationChange',
  ]),
  propertyName: z.string().optional(),
});

/** What goes wrong between HubSpot and us, by counting and not by chance. */
const Mischief = z.strictObject({
  /** Every so many events one is never sent. */
  dropEvery: z.int().min(2).nullable().default(null),
  /** Every so many events one is sent twice. */
  repeatEvery: z.int().min(1).nullable().default(null),
  isReversed: z.boolean().default(false),
  /** How many event ids there are: HubSpot does not promise that an id is given once. */
  eventIds: z.int().positive().nullable().default(null),
});

export const WebhookSettings = z.strictObject({
  path: z.string().startsWith('/').default('/hubspot/webhooks'),
  shape: z.enum(['project', 'legacy']).default('project'),
  subscriptions: z.array(Subscription).min(1),
  mischief: Mischief.prefault({}),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;

/** Everything that Dealfloor's app subscribes to. */
export const dealSubscriptions: WebhookSettings['subscriptions'] = [
  { subscriptionId: 101, subscriptionType: 'object.creation' },
  { subscriptionId: 102, subscriptionType: 'object.deletion' },
  { subscriptionId: 103, subscriptionType: 'object.restore' },
  { subscriptionId: 104, subscriptionType: 'object.merge' },
  { subscriptionId: 105, subscriptionType: 'object.associationChange' },
  ...[
    'dealname',
    'dealstage',
    'pipeline',
    'amount',
    'closedate',
    'hubspot_owner_id',
    'deal_currency_code',
    'hs_mrr',
    'hs_latest_approval_status',
  ].map((propertyName, index) => ({
    subscriptionId: 106 + index,
    subscriptionType: 'object.propertyChange' as const,
    propertyName,
  })),
];
