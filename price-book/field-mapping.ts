import { z } from 'zod';
import { DealPrice } from './deal-price.ts';
import { IdempotencyKey } from './idempotency-key.ts';

const PropertyName = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'A property has a name like annual_seats.');

/** Which deal properties of a HubSpot account hold what Dealfloor reads; seats may stand in none. */
export const FieldMapping = z
  .strictObject({
    amount: PropertyName,
    currency: PropertyName,
    closeDate: PropertyName,
    seats: PropertyName.nullable(),
  })
  .meta({ id: 'FieldMapping' });
export type FieldMapping = z.infer<typeof FieldMapping>;

const Choices = z.array(z.strictObject({ name: z.string(), label: z.string() }));

/** The mapping in force, and which properties of the account could be chosen for each field. */
export const MappingView = z
  .strictObject({
    mapping: FieldMapping,
    isSaved: z.boolean().describe('False while HubSpot’s own properties hold.'),
    savedAt: z.string().nullable(),
    choices: z.strictObject({ amount: Choices, currency: Choices, closeDate: Choices, seats: Choices }),
  })
  .meta({ id: 'MappingView' });
export type MappingView = z.infer<typeof MappingView>;

/** A mapping to be looked at before it is saved. */
export const MappingPreviewInput = z
  .strictObject({ mapping: FieldMapping })
  .meta({ id: 'MappingPreviewInput' });

/** Real deals of the account as they would be read; money and dates are HubSpot's own text. */
export const MappingPreview = z
  .strictObject({
    deals: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        amount: z.string().nullable(),
        currency: z.string().nullable(),
        closeDate: z.string().nullable(),
        seats: z.string().nullable(),
        price: DealPrice,
      }),
    ),
  })
  .meta({ id: 'MappingPreview' });
export type MappingPreview = z.infer<typeof MappingPreview>;

/** A mapping to be kept. */
export const MappingInput = z
  .strictObject({ idempotencyKey: IdempotencyKey, mapping: FieldMapping })
  .meta({ id: 'MappingInput' });
export type MappingInput = z.infer<typeof MappingInput>;
