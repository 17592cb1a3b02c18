import { z } from 'zod';
import { EndpointProfile } from './endpoint-profile.ts';
import { Plan } from './plan.ts';
import { UseCase } from './use-case.ts';

/** What a seller can choose from: the live price book without its rates. */
export const Catalogue = z
  .strictObject({
    priceBook: z.strictObject({ version: z.string(), effectiveFrom: z.string().nullable() }),
    usdPerThousandCredits: z.string().nullable(),
    endpoints: z.array(EndpointProfile),
    plans: z.array(Plan),
    useCases: z.array(UseCase),
  })
  .meta({ id: 'Catalogue' });
export type Catalogue = z.infer<typeof Catalogue>;
