import { z } from 'zod';
import { KESTREL } from '../../server/demo/demo-deals.ts';

/** One request nobody should send, kept for ever: where it goes, its bytes, and the answers that are right. */
export const BadRequest = z.strictObject({
  id: z.string(),
  category: z.string(),
  route: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body_b64: z.string(),
  expect: z.array(z.int()).min(1),
});
export type BadRequest = z.infer<typeof BadRequest>;

export const GOOD_SIZING = KESTREL.sizing;

/** Replaces the value at a path of a JSON value; everything else stays. */
export function replaceAt(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === head ? replaceAt(item, rest, replacement) : item));
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === head ? replaceAt(inner, rest, replacement) : inner,
    ]),
  );
}

/** The paths of every leaf of a JSON value. */
export function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [[...path]];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}
