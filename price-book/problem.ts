import { z } from 'zod';

/** Every answer that is not a success: a code for programs, a sentence for people, and the fields at fault. */
export const Problem = z
  .strictObject({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
