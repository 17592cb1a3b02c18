import { compileRates, estimateDeal, type PriceBook, type Sizing } from '@dealfloor/price-book';
import { DEMO_COMPARABLE_ACCOUNTS, KESTREL, NORTHWIND, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { diskFiles } from '../../../server/files.ts';
import { bundledPolicies } from '../../../server/price-books/import-files.ts';
import { withCreditAt } from '../../support/shelf.ts';
import type { Judged, SizingKind } from './model.ts';

export const SIZINGS: Record<SizingKind, Sizing> = {
  clear: NORTHWIND.sizing,
  'sign-off': KESTREL.sizing,
  lighter: { ...KESTREL.sizing, discount: '0.05' },
  loss: TIDEWATER.sizing,
  unknown: { ...KESTREL.sizing, price: null },
};

const known = new Map<string, Judged>();

/** What a sizing is worth at a price of a credit: word and rules, from the core alone. */
export function judgeAt(credit: string, kind: SizingKind): Judged {
  const key = `${credit} ${kind}`;
  const judged = known.get(key) ?? judge(withCreditAt(credit, '2026-11-01'), SIZINGS[kind]);
  known.set(key, judged);
  return judged;
}

function judge(book: PriceBook, sizing: Sizing): Judged {
  const [policy] = bundledPolicies(diskFiles);
  if (!policy) throw new Error('a policy comes with the project');
  const comparableAccounts = DEMO_COMPARABLE_ACCOUNTS[sizing.useCase ?? ''] ?? null;
  const context = { sizing, rates: compileRates(book), policy, comparableAccounts, day: '2026-11-20' };
  const { word, rules } = estimateDeal(context).verdict;
  return { word: word ?? 'none', rules: rules.map(({ id }) => id) };
}
