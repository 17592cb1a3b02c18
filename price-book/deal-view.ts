import { z } from 'zod';
import { CompanySplit } from './company-split.ts';
import { DealPrice } from './deal-price.ts';
import { Estimate } from './estimate.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { Person, Viewer } from './person.ts';
import { Addressee, SignOff, SignOffStatus } from './sign-off.ts';
import { Sizing } from './sizing.ts';

/** A deal as HubSpot last told it; money is decimal text in the deal's currency. */
export const Deal = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    companyName: z.string().nullable(),
    stage: z.string(),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    price: DealPrice,
    seats: z.string().nullable().describe('From the property that an admin mapped; null when none is.'),
    closeDate: z.string().nullable(),
    ownerName: z.string().nullable(),
    isWon: z.boolean(),
  })
  .meta({ id: 'Deal' });
export type Deal = z.infer<typeof Deal>;

/** A saved estimate: numbered per deal, frozen with the price book and policy it was made from. */
export const EstimateVersion = z
  .strictObject({
    version: z.int(),
    savedAt: z.string(),
    savedBy: Person,
    sizing: Sizing,
    estimate: Estimate,
  })
  .meta({ id: 'EstimateVersion' });
export type EstimateVersion = z.infer<typeof EstimateVersion>;

/** One thing that happened to a deal, in a sentence; a version can be restored from it. */
export const HistoryEntry = z
  .strictObject({ at: z.string(), by: z.string(), sentence: z.string(), version: z.int().nullable() })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Everything the card needs about one deal. */
export const DealView = z
  .strictObject({
    deal: Deal,
    viewer: Viewer,
    status: SignOffStatus,
    current: EstimateVersion.nullable(),
    signOff: SignOff.nullable().describe('The newest request of the deal, decided or not.'),
    goesTo: z.array(Addressee).describe('Who would be asked if it were submitted now.'),
    backup: Person.nullable().describe('Who would be asked too when they do not answer in time.'),
    company: CompanySplit.nullable().describe(
      'With the other deals of its company; null when it stands alone.',
    ),
    canEdit: z.boolean(),
    history: z.array(HistoryEntry),
  })
  .meta({ id: 'DealView' });
export type DealView = z.infer<typeof DealView>;

/** The deals of a portal in brief, for a list. */
export const DealList = z
  .strictObject({ deals: z.array(Deal.extend({ status: SignOffStatus, verdict: z.string().nullable() })) })
  .meta({ id: 'DealList' });
export type DealList = z.infer<typeof DealList>;

/** A sizing to be computed and forgotten. */
export const PreviewInput = z.strictObject({ sizing: Sizing }).meta({ id: 'PreviewInput' });

/** A sizing to be saved as the next version of a deal's estimate. */
export const SaveInput = z
  .strictObject({
    idempotencyKey: IdempotencyKey,
    sizing: Sizing,
  })
  .meta({ id: 'SaveInput' });
export type SaveInput = z.infer<typeof SaveInput>;
