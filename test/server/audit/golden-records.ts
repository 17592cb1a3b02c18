import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileRates, Policy, PriceBook } from '@dealfloor/price-book';
import { z } from 'zod';
import { Figures } from '../../../server/audit/figures.ts';
import type { Terms } from '../../../server/audit/recompute-figures.ts';

export const GOLDEN = fileURLToPath(new URL('golden.jsonl', import.meta.url));

/** A line of the golden file: terms that later lines name by their hash, or a record as a release wrote it. */
export const GoldenLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('price book'), hash: z.string(), body: z.unknown() }),
  z.strictObject({ kind: z.literal('policy'), hash: z.string(), body: z.unknown() }),
  z.strictObject({ kind: z.literal('record'), name: z.string(), figures: Figures }),
]);
export type GoldenLine = z.infer<typeof GoldenLine>;

/** The lines of the golden file; none before it is first written. */
export function readGolden(): GoldenLine[] {
  if (!existsSync(GOLDEN)) return [];
  const lines = readFileSync(GOLDEN, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => GoldenLine.parse(JSON.parse(line)));
}

/** The terms that a record names, read by the schemas of today: what was stored must stay readable. */
export function termsOf(lines: readonly GoldenLine[], { priceBook, policy }: Figures): Terms {
  const body = (kind: 'price book' | 'policy', hash: string) =>
    lines.flatMap((line) => (line.kind === kind && line.hash === hash ? [line.body] : []))[0];
  return {
    rates: compileRates(PriceBook.parse(body('price book', priceBook.hash))),
    policy: Policy.parse(body('policy', policy.hash)),
  };
}
