import { z } from 'zod';

/** A client-made key, kept for the record's life: the same key and body give the same answer, another body 409. */
export const IdempotencyKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'Use 8 to 64 letters, digits, dashes or underscores.')
  .meta({ id: 'IdempotencyKey' });
