import { DecisionInput, Estimate, Policy, PriceBook, Sizing } from '@dealfloor/price-book';
import { z } from 'zod';

const FILES = [
  { path: 'price-book.schema.json', schema: PriceBook, io: 'input' },
  { path: 'schemas/policy.schema.json', schema: Policy, io: 'input' },
  { path: 'schemas/sizing.schema.json', schema: Sizing, io: 'input' },
  { path: 'schemas/decision.schema.json', schema: DecisionInput, io: 'input' },
  { path: 'schemas/estimate.schema.json', schema: Estimate, io: 'output' },
] as const;

/** The JSON Schemas of the price book's folder, by path, as they must stand there. */
export function schemaFiles(): { path: string; text: string }[] {
  return FILES.map(({ path, schema, io }) => ({
    path,
    text: `${JSON.stringify(z.toJSONSchema(schema, { io }), null, 2)}\n`,
  }));
}
