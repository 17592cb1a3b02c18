import { z } from 'zod';
import { DecimalText } from './decimal.ts';
import { compare, ONE, ratioOf } from './ratio.ts';
import { Sizing } from './sizing.ts';

/** How far the real use may lie from the expected one, as factors on operations and tracked profiles. */
export const UsageBand = z
  .strictObject({ low: DecimalText, high: DecimalText })
  .refine(({ low, high }) => compare(ratioOf(low), ONE) <= 0n && compare(ONE, ratioOf(high)) <= 0n, {
    message: 'The expected use, 1, lies inside the range.',
  })
  .meta({ id: 'UsageBand' });
export type UsageBand = z.infer<typeof UsageBand>;

/** A ready-made way of using the product: the sizing a seller starts from, and its declared range. */
export const UseCase = z
  .strictObject({
    id: z.string().min(1).max(60),
    name: z.string().min(1).max(80),
    driver: z.string().min(1).max(120).describe('The sentence that says what makes the volume.'),
    band: UsageBand,
    sizing: Sizing,
  })
  .meta({ id: 'UseCase' });
export type UseCase = z.infer<typeof UseCase>;
