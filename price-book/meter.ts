import { z } from 'zod';

/**
 * What a call uses. Quantities are whole base units: a thousandth of a credit, a row, a millisecond, a byte, a token,
 * a byte kept for a day. Rates are per priced unit; one gigabyte is 1e9 bytes and a month has 30 days.
 */
export const METERS = {
  credit: { baseUnitsPerUnit: 1_000n, category: 'credits' },
  db_write: { baseUnitsPerUnit: 1n, category: 'database' },
  db_read: { baseUnitsPerUnit: 1n, category: 'database' },
  worker_sec: { baseUnitsPerUnit: 1_000n, category: 'compute' },
  llm_input_token: { baseUnitsPerUnit: 1n, category: 'ai' },
  llm_output_token: { baseUnitsPerUnit: 1n, category: 'ai' },
  egress_gb: { baseUnitsPerUnit: 1_000_000_000n, category: 'transfer' },
  storage_gb_month: { baseUnitsPerUnit: 30_000_000_000n, category: 'storage' },
  asr_minute: { baseUnitsPerUnit: 60_000n, category: 'ai' },
} as const;

/** The name of a meter, as the source's price list names it. */
export const Meter = z.enum([
  'credit',
  'db_write',
  'db_read',
  'worker_sec',
  'llm_input_token',
  'llm_output_token',
  'egress_gb',
  'storage_gb_month',
  'asr_minute',
]);
export type Meter = z.infer<typeof Meter>;

/** Where a cost belongs when it is shown to a person. */
export type CostCategory = (typeof METERS)[Meter]['category'] | 'shared';

/** All meters, in the order in which a breakdown lists them. */
export const METER_NAMES = Meter.options;
