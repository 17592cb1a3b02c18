import { Estimate, Sizing } from '@dealfloor/price-book';
import { contentHash } from '../audit/canonical-json.ts';
import { figuresOf } from '../audit/figures.ts';
import { recomputeFigures } from '../audit/recompute-figures.ts';
import type { createTermsByHash } from '../audit/terms-by-hash.ts';
import type { SavedVersion } from './saved-estimates.ts';

export type TermsByHash = ReturnType<typeof createTermsByHash>;

/** Computes a saved estimate again from its own sizing and terms; null when every figure matches, else what does not. */
export async function recomputeEstimate(saved: SavedVersion, termsOf: TermsByHash): Promise<string | null> {
  const sizing = Sizing.safeParse(parseOrNull(saved.sizing));
  const estimate = Estimate.safeParse(parseOrNull(saved.estimate));
  if (!sizing.success) return 'its sizing cannot be read.';
  if (!estimate.success) return 'its estimate cannot be read.';
  const stored = { sizing: sizing.data, estimate: estimate.data };
  if (contentHash(stored) !== saved.hash) return 'it is not what was saved: the stored hash differs.';
  if (estimate.data.verdict.word !== saved.verdict) return 'its verdict column says something else.';
  const { priceBookHash, policyHash } = saved;
  const figures = figuresOf({ codeVersion: '' }, { ...stored, priceBookHash, policyHash });
  const again = recomputeFigures(figures, await termsOf(figures));
  return again.result === 'matches' ? null : again.sentence;
}

export function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
