import type { SimplePublicObjectWithAssociations } from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import { expect, test } from 'vitest';
import type { Wire } from '../../../server/hubspot/sandbox/wire-type.ts';

type WireDeal = Wire<SimplePublicObjectWithAssociations>;

const at = '2026-11-21T10:00:00.000Z';
const deal = { id: '1', properties: { amount: null }, createdAt: at, updatedAt: at } satisfies WireDeal;

/** The compiler is the test: each line below must be refused, or `tsc` fails. */
const drifted = [
  // @ts-expect-error a field of the model is missing
  { id: '1', properties: {}, createdAt: at } satisfies WireDeal,
  // @ts-expect-error the model has no such field
  { ...deal, changedAt: at } satisfies WireDeal,
  // @ts-expect-error a date travels as text
  { ...deal, updatedAt: new Date(at) } satisfies WireDeal,
];

test('the compiler refuses a missing, an unknown and a wrongly typed field', () => {
  expect(drifted).toHaveLength(3);
});
