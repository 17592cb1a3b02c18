import { z } from 'zod';
import { ShareText } from './decimal.ts';
import type { Meter } from './meter.ts';

const PerCall = z.int().min(0).max(1_000_000_000_000);

/** What one upstream call (or one add-on run) of an endpoint typically uses; the quantities are averages per call. */
export const EndpointProfile = z
  .strictObject({
    id: z.string().min(1).max(60),
    label: z.string().min(1).max(60),
    group: z.enum(['Profile', 'Posts', 'Comments', 'Graph', 'Discovery', 'Media', 'AI']),
    billable: z.boolean().describe('An upstream call under our key or theirs; an add-on without one is not.'),
    milliCredits: PerCall.describe('Thousandths of a credit per call.'),
    pages: z
      .strictObject({ typical: z.int().min(1).max(10_000), heavy: z.int().min(1).max(10_000) })
      .describe('Upstream calls behind one logical operation.'),
    responseBytes: PerCall,
    workerMs: PerCall,
    dbWrites: PerCall,
    dbReads: PerCall,
    llmInputTokens: PerCall,
    llmOutputTokens: PerCall,
    asrMs: PerCall.default(0),
    storageByteDays: PerCall.default(0).describe('Bytes kept x days kept for one call.'),
    cache: z
      .strictObject({
        ttlMinutes: z
          .strictObject({ least: z.int().min(0), most: z.int().min(0) })
          .refine(({ least, most }) => least <= most, { message: 'The least is not above the most.' }),
        defaultHitShare: ShareText.describe(
          'Offered as a lever in the sizing; the cost function never applies it.',
        ),
        hit: z
          .strictObject({ dbReads: PerCall, dbWrites: PerCall, workerMs: PerCall, responseBytes: PerCall })
          .nullable()
          .describe('What a cache hit uses; null means its database reads alone.'),
      })
      .nullable()
      .describe('Null where a copy may never be served.'),
    source: z.enum(['measured', 'declared', 'assumed']).describe('How the quantities are known.'),
  })
  .meta({ id: 'EndpointProfile' });
export type EndpointProfile = z.infer<typeof EndpointProfile>;

/** What one call uses, as meter and whole base units; meters it does not use are absent. */
export function metersOfCall(profile: EndpointProfile): [Meter, bigint][] {
  return used([
    ['credit', profile.milliCredits],
    ['db_write', profile.dbWrites],
    ['db_read', profile.dbReads],
    ['worker_sec', profile.workerMs],
    ['llm_input_token', profile.llmInputTokens],
    ['llm_output_token', profile.llmOutputTokens],
    ['egress_gb', profile.responseBytes],
    ['storage_gb_month', profile.storageByteDays],
    ['asr_minute', profile.asrMs],
  ]);
}

/** What one cache hit uses: the profile's own hit meters, else its database reads; never a credit. */
export function metersOfHit(profile: EndpointProfile): [Meter, bigint][] {
  const hit = profile.cache?.hit;
  if (!hit) return used([['db_read', profile.dbReads]]);
  return used([
    ['db_write', hit.dbWrites],
    ['db_read', hit.dbReads],
    ['worker_sec', hit.workerMs],
    ['egress_gb', hit.responseBytes],
  ]);
}

function used(quantities: [Meter, number][]): [Meter, bigint][] {
  return quantities.filter(([, units]) => units > 0).map(([meter, units]) => [meter, BigInt(units)]);
}
