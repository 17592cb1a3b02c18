import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sizing } from '@dealfloor/price-book';
import { z } from 'zod';

const Deal = z.object({ id: z.string(), sizing: z.custom<Sizing>() });
const deals = z
  .array(Deal)
  .parse(JSON.parse(readFileSync(new URL('../../price-book/eight-deals.json', import.meta.url), 'utf8')));

export const EIGHT_DEALS: readonly string[] = deals.map(({ id }) => id);

/** The sizing of one of the eight deals, with some of its fields changed. */
export function sizingOf(id: string, changes: Partial<Sizing> = {}): Sizing {
  const deal = deals.find((candidate) => candidate.id === id);
  if (!deal) throw new Error(`there is no deal ${id}`);
  return { ...deal.sizing, ...changes };
}

/** Writes a sizing, or any text, into a folder and returns its name. */
export function writeSizing(folder: string, content: unknown, name = 'deal.json'): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}
