import {
  breakEven,
  checkSizing,
  Envelope,
  Estimate,
  type EstimateContext,
  envelopeOf,
  envelopeSentences,
  estimateDeal,
  leavesEnvelope,
  type Policy,
  Sizing,
  signaturesFor,
} from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EstimateRow } from '../../../server/estimates/estimate-rows.ts';
import { scanJson } from '../../../server/http/scan-json.ts';
import { dealStatus } from '../../../server/sign-offs/status.ts';
import { anySizing, decimalText } from '../../price-book/arbitraries.ts';
import { contextWith, lineOf, POLICY, ratesPriced, ratesWith, SEED_RATES } from '../../price-book/worlds.ts';
import { seedOfPart } from '../../support/test-seed.ts';

const HASH = 'a'.repeat(64);
const RUNS = 2_000;

/** What a seller may send and nobody would: nothing known, nothing earned, nothing used, or as much as a field takes. */
const ODD: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  price: fc.constant(null),
  useCase: fc.constantFrom('hashtag-monitor', 'nobody-knows'),
  plan: fc.constantFrom('free', 'own-key', 'nobody-knows'),
  currency: fc.constantFrom('USD', 'EUR', 'XXX'),
  discount: fc.constantFrom('0', '1', '0.9999'),
  minimumPerMonth: fc.constantFrom('0', '999999999'),
  ramp: fc.constantFrom([], ['0'], ['0', '1'], ['0.1', '0.2', '0.3', '0.4', '0.5', '0.6']),
  oneOffFee: fc.oneof(fc.constant('0'), decimalText(9, 4)),
  termMonths: fc.constantFrom(1, 60),
  growthPerMonth: fc.constantFrom('-0.5', '0', '0.0001', '1'),
  trackedProfiles: fc.constantFrom(0, 1_000_000_000),
  lines: fc
    .constantFrom([], [null], [0], [1_000_000_000_000], [1, null])
    .map((counts) => counts.map((count) => lineOf('/userinfo-by-id/', count, { pages: 10_000 }))),
  trial: fc.record({ days: fc.constantFrom(1, 90), capCallsPerDay: fc.constantFrom(1, 1_000_000_000) }),
};

const oddFields = fc
  .array(fc.oneof(...Object.entries(ODD).map(([field, value]) => fc.tuple(fc.constant(field), value))), {
    maxLength: 2,
  })
  .map((fields) => Object.fromEntries(fields));

/** A measured sizing with a field or two replaced by something odd; whatever the schema takes. */
const anyValidSizing: fc.Arbitrary<Sizing> = fc
  .tuple(anySizing(), oddFields)
  .map(([sizing, odd]) =>
    Sizing.parse({ ...sizing, ...odd, ...('trial' in odd ? { keyMode: 'hybrid' } : {}) }),
  );

const WORLDS: readonly Pick<EstimateContext, 'rates' | 'policy'>[] = [
  { rates: SEED_RATES, policy: POLICY },
  { rates: ratesPriced({ credit: undefined }), policy: POLICY },
  { rates: ratesPriced({ credit: '0', db_read: '0' }), policy: POLICY },
  { rates: ratesWith({ sharedPool: null }), policy: POLICY },
  {
    rates: SEED_RATES,
    policy: {
      ...POLICY,
      exchangeRates: [{ currency: 'EUR', day: '2026-11-01', usdPerUnit: '0.000000001' }],
    } satisfies Policy,
  },
];

const anyContext: fc.Arbitrary<EstimateContext> = fc
  .record({
    sizing: anyValidSizing,
    world: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...WORLDS.slice(0, 1)) },
      fc.constantFrom(...WORLDS),
    ),
    comparableAccounts: fc.constantFrom(null, 0, 40),
    day: fc.constantFrom('2026-11-21', '2000-01-01'),
  })
  .map(({ world, ...rest }) => ({ ...world, ...rest }));

const isServed = ({ sizing, rates }: EstimateContext) => checkSizing(sizing, rates).length === 0;
const NO_NUMBER = /NaN|Infinity|undefined|-0(\.0+)?"/;

/** Where a deal stands with this verdict and nobody's signature. */
function statusOf(estimate: Estimate): string {
  return dealStatus({ version: 1, verdict: estimate.verdict.word } as EstimateRow, null);
}

function pointOf(context: EstimateContext): Envelope | null {
  const estimate = estimateDeal(context);
  const envelope = envelopeOf({ context, estimate, priceBookHash: HASH, policyHash: HASH });
  if (estimate.verdict.word === 'unknown') expect(envelope).toBeNull();
  return envelope;
}

describe('P15: total functions', () => {
  test('P15: whatever is sized under whatever terms, there is an estimate, exact, and the unknown never passes', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyContext, (context) => {
        fc.pre(isServed(context));
        const estimate = estimateDeal(context);
        expect(Estimate.parse(estimate)).toEqual(estimate);
        expect(JSON.stringify(estimate)).not.toMatch(NO_NUMBER);
        const { word, reasons } = estimate.verdict;
        seen.set(word ?? 'sales cost', (seen.get(word ?? 'sales cost') ?? 0) + 1);
        const isKnown = estimate.term.costUsd !== null && estimate.term.revenueUsd !== null;
        if (!isKnown && word !== null) expect(word).toBe('unknown');
        if (word === 'unknown') expect(reasons).not.toEqual([]);
        expect(statusOf(estimate) === 'not-required').toBe(word === 'clear' || word === 'thin');
        if (word !== 'sign_off' && word !== 'loss') return;
        const termValueUsd = estimate.term.revenueUsd ?? '0';
        const asked = { verdict: word, termValueUsd, discount: context.sizing.discount };
        expect(signaturesFor(context.policy, asked).length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
    for (const word of ['clear', 'sign_off', 'loss', 'unknown', 'sales cost']) {
      expect(seen.get(word) ?? 0, word).toBeGreaterThan(20);
    }
  });

  test('P15: every point has an envelope or is unknown, and what leaves it for another is told in words', () => {
    const others = fc
      .sample(anyContext, { numRuns: 60, seed: seedOfPart(1) })
      .filter(isServed)
      .flatMap((context) => pointOf(context) ?? []);
    expect(others.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(anyContext, fc.constantFrom(...others), (context, signed) => {
        fc.pre(isServed(context));
        const now = pointOf(context);
        if (!now) return;
        expect(Envelope.parse(JSON.parse(JSON.stringify(now)))).toEqual(now);
        expect(leavesEnvelope(now, now)).toEqual([]);
        expect(envelopeSentences(now).join(' ')).not.toMatch(NO_NUMBER);
        expect(JSON.stringify(leavesEnvelope(signed, now))).not.toMatch(NO_NUMBER);
        expect(JSON.stringify(leavesEnvelope(now, signed))).not.toMatch(NO_NUMBER);
      }),
      { numRuns: RUNS },
    );
  });

  test('P15: where a deal breaks even is a number or nothing', () => {
    fc.assert(
      fc.property(anyContext, (context) => {
        fc.pre(isServed(context));
        expect(JSON.stringify(breakEven(context))).not.toMatch(NO_NUMBER);
      }),
      { numRuns: 200 },
    );
  });

  test('P15: what is no sizing is refused by its schema, and what names nothing we know by the check, never by a throw', () => {
    const broken = fc.tuple(anySizing(), fc.constantFrom(...Object.keys(Sizing.shape)), fc.anything());
    fc.assert(
      fc.property(broken, ([sizing, field, value]) => {
        const read = Sizing.safeParse({ ...sizing, [field]: value });
        if (!read.success) return;
        const context = contextWith(read.data);
        if (!isServed(context)) return;
        const estimate = estimateDeal(context);
        expect(JSON.stringify(estimate)).not.toMatch(NO_NUMBER);
      }),
      { numRuns: RUNS },
    );
  });

  test('P15: any text at all is scanned, and what JSON would take is taken or refused in a sentence', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\\u00', '\uFEFF', '1', 'a', ' ');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(text, (body) => {
        expect(scanJson(body) ?? 'The body is taken.').toMatch(/^The body .*\.$/);
      }),
      { numRuns: RUNS },
    );
  });
});
