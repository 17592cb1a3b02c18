import { type Estimate, estimateDeal, parseMoney, printMoney } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, contentHash } from '../../../server/audit/canonical-json.ts';
import { figuresOf, readFigures } from '../../../server/audit/figures.ts';
import { recomputeFigures } from '../../../server/audit/recompute-figures.ts';
import { createTermsByHash } from '../../../server/audit/terms-by-hash.ts';
import { entriesOf } from '../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { anySizing } from '../../price-book/arbitraries.ts';
import { POLICY, SEED_BOOK, SEED_RATES } from '../../price-book/worlds.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';
import { readGolden, termsOf } from './golden-records.ts';

const TERMS = { rates: SEED_RATES, policy: POLICY };
const HASHES = { priceBookHash: contentHash(SEED_BOOK), policyHash: contentHash(POLICY) };
const context = fc.record({
  sizing: anySizing(),
  comparableAccounts: fc.option(fc.nat({ max: 40 })),
  day: fc.constantFrom('2026-11-21', '2027-02-28', '2028-02-29'),
});

/** A record as it comes back out of an entry. */
function recorded(estimate: Estimate, sizing: Parameters<typeof figuresOf>[1]['sizing']) {
  const figures = figuresOf({ codeVersion: 'test' }, { sizing, estimate, ...HASHES });
  return readFigures(JSON.parse(canonicalJson({ figures })));
}

describe('a recorded figure can be computed again', () => {
  test('P2: from the record alone, to the last byte, whatever the sizing', () => {
    fc.assert(
      fc.property(context, (made) => {
        const [figures] = recorded(estimateDeal({ ...made, ...TERMS }), made.sizing);
        if (!figures) throw new Error('the record cannot be read back');
        expect(recomputeFigures(figures, TERMS)).toEqual({ result: 'matches' });
      }),
      { numRuns: 2_000 },
    );
  });

  test('a cost that differs by a nano-dollar is told with its difference, and nothing else matches', () => {
    const made = { sizing: KESTREL.sizing, comparableAccounts: 6, day: '2026-11-21' };
    const estimate = estimateDeal({ ...made, ...TERMS });
    const costUsd = printMoney(parseMoney(estimate.term.costUsd ?? '') + 1n);
    const [figures] = recorded({ ...estimate, term: { ...estimate.term, costUsd } }, made.sizing);
    if (!figures) throw new Error('the record cannot be read back');
    const again = recomputeFigures(figures, TERMS);
    expect(again).toMatchObject({ result: 'differs', sentence: expect.stringContaining('in term: ') });
    expect(again).toHaveProperty('differenceUsd', '-0.000000001');
  });

  test('without the price book or the policy it says so, and never that it matches', () => {
    const made = { sizing: KESTREL.sizing, comparableAccounts: 6, day: '2026-11-21' };
    const [figures] = recorded(estimateDeal({ ...made, ...TERMS }), made.sizing);
    if (!figures) throw new Error('the record cannot be read back');
    for (const missing of [{ rates: null }, { policy: null }]) {
      expect(recomputeFigures(figures, { ...TERMS, ...missing })).toMatchObject({ result: 'impossible' });
    }
    expect(recomputeFigures({ ...figures, output: {} }, TERMS)).toMatchObject({ result: 'differs' });
  });
});

describe('golden records of earlier releases', () => {
  const lines = readGolden();
  const records = lines.flatMap((line) => (line.kind === 'record' ? [line] : []));

  test('there are dozens, under every bundled price book, with every kind of verdict', () => {
    expect(records.length).toBeGreaterThanOrEqual(32);
    const words = new Set(records.map(({ figures }) => JSON.stringify(figures.output.verdict).slice(9, 16)));
    expect(words.size).toBeGreaterThanOrEqual(4);
  });

  test('the code of today computes each of them again, byte for byte', () => {
    const differing = records.flatMap(({ name, figures }) => {
      const again = recomputeFigures(figures, termsOf(lines, figures));
      return again.result === 'matches' ? [] : [`${name}: ${again.sentence}`];
    });
    expect(differing).toEqual([]);
  });

  test('terms are what their hashes say', () => {
    for (const line of lines) {
      if (line.kind !== 'record') expect(contentHash(line.body)).toBe(line.hash);
    }
  });
});

describe('what the verbs record', () => {
  test('saving, asking and deciding each hold inputs, terms by their hashes, pool, code and output', async () => {
    const world = await openWorld();
    const request = await asked(world.card(TOM), KESTREL);
    await decided(world.console(MARA), request.id, 'approve');
    const termsByHash = createTermsByHash(world.ports.database, DEMO_PORTAL_ID);
    const found: string[] = [];
    for await (const { action, record } of entriesOf(world.ports.database, DEMO_PORTAL_ID)) {
      for (const figures of readFigures(JSON.parse(record))) {
        expect(recomputeFigures(figures, await termsByHash(figures))).toEqual({ result: 'matches' });
        expect(figures.codeVersion).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
        expect(figures.priceBook.version).toBe('2026-11-01');
        expect(figures.pool).toEqual({ usdPerMonth: '1500', otherCalls: '7500000', asOf: '2026-11-01' });
        found.push(action);
      }
    }
    expect(found).toEqual(['estimate-saved', 'sign-off-requested', 'sign-off-approve']);
  });

  test('an entry from before there was a canonical record is read and computed again all the same', () => {
    const { sizing } = KESTREL;
    const estimate = estimateDeal({ sizing, comparableAccounts: 6, day: '2026-11-21', ...TERMS });
    const [figures] = readFigures(JSON.parse(canonicalJson({ version: 1, sizing, estimate, ...HASHES })));
    if (!figures) throw new Error('the record cannot be read');
    expect(figures.codeVersion).toBe('not recorded');
    expect(recomputeFigures(figures, TERMS)).toEqual({ result: 'matches' });
  });

  test.each([{}, null, 7, { figures: {} }, { figures: null, sizing: {} }])('%j holds no figure', (record) => {
    expect(readFigures(record)).toEqual([]);
  });
});
