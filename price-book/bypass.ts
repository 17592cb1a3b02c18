import { z } from 'zod';
import { SignOffStatus } from './sign-off.ts';
import { VerdictWord } from './verdict.ts';

/** A deal that was won without a valid sign-off; an approval that came later is told beside it and undoes nothing. */
export const Bypass = z
  .strictObject({
    dealId: z.string(),
    dealName: z.string(),
    wonAt: z.string().describe('When HubSpot says that the deal was won.'),
    wonBy: z.string().describe('Who moved it there, in words.'),
    status: SignOffStatus.describe('Where the sign-off stood at that moment.'),
    verdict: VerdictWord.nullable(),
    foundAt: z.string(),
    isClearedSince: z.boolean().describe('Whether a sign-off came after the win.'),
  })
  .meta({ id: 'Bypass' });
export type Bypass = z.infer<typeof Bypass>;

/** The bypasses of the last 90 days, the newest first. */
export const BypassList = z.strictObject({ bypasses: z.array(Bypass) }).meta({ id: 'BypassList' });
export type BypassList = z.infer<typeof BypassList>;
