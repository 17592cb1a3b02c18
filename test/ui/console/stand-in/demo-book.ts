import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compileRates,
  type Estimate,
  estimateDeal,
  Policy,
  PriceBook,
  type Rates,
} from '@dealfloor/price-book';
import type { DemoDeal } from './demo-sizings.ts';

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../../../price-book', path), 'utf8'));
}

export const RATES: Rates = compileRates(PriceBook.parse(readJson('books/2026-11-01.json')));
export const OLD_RATES: Rates = compileRates(PriceBook.parse(readJson('books/2026-08-01.json')));
export const POLICY = Policy.parse(readJson('policies/2026-11-01.json'));

/** What the server would answer for a demo deal under a price book. */
export function estimateOf({ sizing, comparableAccounts }: DemoDeal, rates: Rates): Estimate {
  return estimateDeal({ sizing, rates, policy: POLICY, comparableAccounts, day: '2026-11-21' });
}
