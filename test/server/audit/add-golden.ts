import { appendFileSync } from 'node:fs';
import { compileRates, estimateDeal, type Policy, type PriceBook, type Sizing } from '@dealfloor/price-book';
import { canonicalJson, contentHash } from '../../../server/audit/canonical-json.ts';
import { figuresOf } from '../../../server/audit/figures.ts';
import { readCodeVersion } from '../../../server/code-version.ts';
import { DEMO_DEALS } from '../../../server/demo/demo-deals.ts';
import { diskFiles } from '../../../server/files.ts';
import { bundledPolicies, bundledPriceBooks } from '../../../server/price-books/import-files.ts';
import { GOLDEN, type GoldenLine, readGolden } from './golden-records.ts';

/** The demo deals as they are and as a seller turns them; a name that is in the file keeps its record for ever. */
const TURNS: Record<string, (sizing: Sizing) => Sizing> = {
  'as it is': (sizing) => sizing,
  'a third off, growing': (sizing) => ({ ...sizing, discount: '0.333333', growthPerMonth: '0.071' }),
  'a month without a price': (sizing) => ({ ...sizing, termMonths: 1, price: null }),
};

const lines = readGolden();
const add = (line: GoldenLine) => {
  appendFileSync(GOLDEN, `${canonicalJson(line)}\n`);
  lines.push(line);
};
const policy = bundledPolicies(diskFiles).at(-1);
if (!policy) throw new Error('the project comes with a policy');
for (const book of bundledPriceBooks(diskFiles).filter(({ effectiveFrom }) => effectiveFrom !== null)) {
  const isNewest = book.effectiveFrom === policy.effectiveFrom;
  for (const deal of DEMO_DEALS) {
    for (const [turn, turned] of Object.entries(TURNS).slice(0, isNewest ? undefined : 1)) {
      addRecord(`${deal.company}, ${turn}, prices of ${book.version}`, turned(deal.sizing), book, policy);
    }
  }
}

function addRecord(name: string, sizing: Sizing, book: PriceBook, rules: Policy): void {
  if (lines.some((line) => line.kind === 'record' && line.name === name)) return;
  const terms = { priceBookHash: contentHash(book), policyHash: contentHash(rules) };
  const stored = [
    { kind: 'price book' as const, hash: terms.priceBookHash, body: book },
    { kind: 'policy' as const, hash: terms.policyHash, body: rules },
  ];
  for (const line of stored) {
    if (!lines.some((known) => known.kind === line.kind && known.hash === line.hash)) add(line);
  }
  const rates = compileRates(book);
  const estimate = estimateDeal({ sizing, rates, policy: rules, comparableAccounts: 6, day: '2026-11-21' });
  const codeVersion = readCodeVersion(diskFiles);
  add({ kind: 'record', name, figures: figuresOf({ codeVersion }, { sizing, estimate, ...terms }) });
}
process.stdout.write(`${GOLDEN} holds ${lines.filter(({ kind }) => kind === 'record').length} records\n`);
