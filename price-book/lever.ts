import { z } from 'zod';
import { ShareText } from './decimal.ts';

const Id = z.string().min(1).max(60);

/**
 * One way to need fewer upstream calls. Levers act in order, each on the calls that the ones before it left.
 * Some cost more than they save; the estimate then says so.
 */
export const Lever = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('dedupe'),
      share: ShareText.describe('Ids already seen; they cost nothing.'),
    }),
    z.strictObject({
      kind: z.literal('cache'),
      hitShare: ShareText,
      ttlMinutes: z.int().min(0).max(525_600).describe('Inside the range of the endpoint profile.'),
    }),
    z.strictObject({
      kind: z.literal('list-instead-of-detail'),
      share: ShareText,
      listEndpoint: Id.nullable().describe('Null where the list is fetched anyway.'),
      itemsPerListCall: z.int().min(1).max(1_000),
    }),
    z.strictObject({ kind: z.literal('sampling-cap'), pagesAtMost: z.int().min(1).max(10_000) }),
    z.strictObject({
      kind: z.literal('delta-polling'),
      changedShare: ShareText,
      probeCalls: z.int().min(0).max(100).describe('Calls per operation to see whether anything changed.'),
    }),
    z.strictObject({
      kind: z.literal('cadence-tier'),
      keptShare: ShareText.describe('Runs left after slowing down.'),
    }),
    z.strictObject({ kind: z.literal('drop-unread'), share: ShareText }),
    z.strictObject({ kind: z.literal('existence-probe'), probeEndpoint: Id, goneShare: ShareText }),
    z.strictObject({
      kind: z.literal('pre-warm'),
      openedShare: ShareText.refine(
        (share) => /[1-9]/.test(share),
        'Somebody must open what is fetched ahead.',
      ),
    }),
    z.strictObject({ kind: z.literal('off-peak') }),
  ])
  .meta({ id: 'Lever' });
export type Lever = z.infer<typeof Lever>;
