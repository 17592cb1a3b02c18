import { z } from 'zod';
import { PercentText } from './figures.ts';
import { Person } from './person.ts';
import { VerdictWord } from './verdict.ts';

/** One sizing that somebody tried on a deal; the margin is of the term, in percent. */
export const Try = z
  .strictObject({
    at: z.string(),
    by: Person,
    word: VerdictWord.nullable(),
    marginPercent: PercentText,
  })
  .meta({ id: 'Try' });
export type Try = z.infer<typeof Try>;

/** What was tried on a deal until its request was asked: who searches for a threshold leaves a trail. */
export const Trail = z
  .strictObject({
    count: z.int(),
    firstAt: z.string().nullable(),
    lastAt: z.string().nullable(),
    near: z
      .strictObject({
        underFloor: z.int(),
        overFloor: z.int(),
        underTarget: z.int(),
        overTarget: z.int(),
      })
      .describe('Tries within one percentage point; exactly at it counts as over.'),
    sentence: z.string().nullable(),
    tries: z.array(Try).describe('Newest first, at most 100.'),
  })
  .meta({ id: 'Trail' });
export type Trail = z.infer<typeof Trail>;
