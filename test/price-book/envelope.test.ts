import {
  compileRates,
  Envelope,
  type EstimateContext,
  envelopeOf,
  envelopeSentences,
  estimateDeal,
  leavesEnvelope,
  mostCallsOf,
  ONE,
  type Point,
  PriceBook,
  type Rates,
  runTerm,
  type Sizing,
} from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runInputOf } from '../../price-book/context.ts';
import { seedOfPart } from '../support/test-seed.ts';
import { anySizing, decimalText, lever, savingLever } from './arbitraries.ts';
import { contextOfDeal, contextWith, EIGHT_DEALS, lineOf, POLICY, SEED_BOOK } from './worlds.ts';

const HASH = 'a'.repeat(64);

function pointOf(
  context: EstimateContext,
  priceBookHash = HASH,
  estimate: Point['estimate'] = estimateDeal(context),
): Envelope | null {
  return envelopeOf({ context, estimate, priceBookHash, policyHash: HASH });
}

/** A verdict that says nothing: what price and volume alone keep inside must be enough. */
const SAME_VERDICT = estimateDeal(contextWith());

function measured(context: EstimateContext, priceBookHash = HASH): Envelope {
  const envelope = pointOf(context, priceBookHash);
  if (!envelope) throw new Error('the point is known');
  return envelope;
}

const at = (changes: Partial<Sizing> = {}, world: Partial<EstimateContext> = {}) =>
  measured(contextWith(changes, world));

const SIGNED: Partial<Sizing> = {
  price: { kind: 'seat', seats: 30, pricePerSeat: '89' },
  lines: [lineOf('/post-detail/', 30_000), lineOf('/challenge-posts/', 480)],
  growthPerMonth: '0.02',
  discount: '0.1',
};

/** The fields in which a changed sizing leaves the envelope of SIGNED. */
function left(changes: Partial<Sizing>, world: Partial<EstimateContext> = {}): string[] {
  return leavesEnvelope(at(SIGNED), at({ ...SIGNED, ...changes }, world)).map(({ field }) => field);
}

/** Books of random prices, with and without a ladder, over the seed's endpoints; compiled once. */
const randomRates: fc.Arbitrary<Rates> = fc
  .record({
    credit: decimalText(1, 4),
    dbRead: decimalText(1, 6),
    worker: decimalText(1, 5),
    pool: decimalText(4, 2),
    others: fc.integer({ min: 0, max: 9_000_000 }),
    ladder: fc.option(fc.tuple(fc.integer({ min: 1, max: 3_000_000 }), decimalText(1, 4), decimalText(1, 4))),
  })
  .map(({ credit, dbRead, worker, pool, others, ladder }) =>
    compileRates(
      PriceBook.parse({
        ...SEED_BOOK,
        rates: { ...SEED_BOOK.rates, credit, db_read: dbRead, worker_sec: worker },
        sharedPool: { usdPerMonth: pool, otherBillableCallsPerMonth: others, asOf: '2026-11-01' },
        creditPacks: ladder && {
          otherCreditsPerMonth: others,
          usdPerCredit: [
            { upTo: ladder[0], price: ladder[1] },
            { upTo: null, price: ladder[2] },
          ],
        },
      }),
    ),
  );

const anyRates = fc.constantFrom(...fc.sample(randomRates, { numRuns: 60, seed: seedOfPart(0) }));

/** Edits of which many lie inside: less volume, more levers, another price; and some that do not. */
type Edit = (sizing: Sizing) => Sizing;
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.nat({ max: 1_000 }).map(
    (kept): Edit =>
      (sizing) => ({
        ...sizing,
        lines: sizing.lines.map((line) => ({
          ...line,
          operations: Math.max(1, Math.floor(((line.operations ?? 0) * kept) / 1_000)),
        })),
      }),
  ),
  savingLever.map(
    (saving): Edit =>
      (sizing) =>
        withLever(sizing, saving),
  ),
  lever.map(
    (any): Edit =>
      (sizing) =>
        withLever(sizing, any),
  ),
  fc.nat({ max: 200 }).map(
    (more): Edit =>
      (sizing) => ({ ...sizing, price: dearer(sizing.price, more) }),
  ),
  fc.constant<Edit>((sizing) => ({ ...sizing, discount: '0' })),
  decimalText(4, 2).map(
    (fee): Edit =>
      (sizing) => ({ ...sizing, oneOffFee: fee }),
  ),
  fc.nat({ max: 5 }).map(
    (fewer): Edit =>
      (sizing) => ({
        ...sizing,
        lines: sizing.lines.map((line) => ({ ...line, pages: Math.max(1, line.pages - fewer) })),
      }),
  ),
  fc.constant<Edit>((sizing) => ({ ...sizing, lines: sizing.lines.slice(0, 1) })),
  fc.constant<Edit>((sizing) => ({ ...sizing, growthPerMonth: '0' })),
);

function withLever(sizing: Sizing, added: Sizing['lines'][number]['levers'][number]): Sizing {
  return { ...sizing, lines: sizing.lines.map((line) => ({ ...line, levers: [...line.levers, added] })) };
}

function dearer(price: Sizing['price'], more: number): Sizing['price'] {
  if (price?.kind === 'seat' || price?.kind === 'seat-with-overage')
    return { ...price, seats: price.seats + more };
  if (price?.kind === 'platform-fee') return { ...price, feePerMonth: `${more * 100}` };
  return price;
}

describe('an envelope', () => {
  it('holds at every point inside a term margin at or above what was signed, to the last nano-dollar', () => {
    let better = 0;
    fc.assert(
      fc.property(
        anySizing(savingLever).map((sizing) => ({ ...sizing, termMonths: (sizing.termMonths % 6) + 1 })),
        anyRates,
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        (sizing, rates, edits) => {
          const contextFor = (point: Sizing) => ({
            ...contextWith({}, { rates }),
            sizing: point,
          });
          const signed = contextFor(sizing);
          const now = contextFor(edits.reduce((point, change) => change(point), sizing));
          const [covered, point] = [signed, now].map((point) => pointOf(point, HASH, SAME_VERDICT));
          fc.pre(covered != null && point != null && leavesEnvelope(covered, point).length === 0);
          const [before, after] = [runTerm(runInputOf(signed), ONE), runTerm(runInputOf(now), ONE)];
          const [revenue, cost] = [before.revenueNanoUsd ?? -1n, before.costNanoUsd ?? -1n];
          const [newRevenue, newCost] = [after.revenueNanoUsd ?? -1n, after.costNanoUsd ?? -1n];
          expect((newRevenue - newCost) * revenue >= (revenue - cost) * newRevenue).toBe(true);
          expect(newCost).toBeLessThanOrEqual(cost);
          after.months.forEach(({ costNanoUsd }, index) => {
            expect(costNanoUsd ?? -1n).toBeLessThanOrEqual(before.months[index]?.costNanoUsd ?? -2n);
          });
          if (newCost < cost || newRevenue > revenue) better += 1;
        },
      ),
      { numRuns: 2_000 },
    );

    expect(better).toBeGreaterThan(1_000);
  });

  it('is the same after a walk through JSON, and a point lies inside its own', () => {
    for (const deal of EIGHT_DEALS) {
      const envelope = measured(contextOfDeal(deal));
      const read = Envelope.parse(JSON.parse(JSON.stringify(envelope)));
      expect(read).toEqual(envelope);
      expect(leavesEnvelope(read, envelope)).toEqual([]);
    }
  });

  it('is left by a nano-dollar less and by one call more, and by nothing under that', () => {
    const fee = (feePerMonth: string) => at({ price: { kind: 'platform-fee', feePerMonth } });
    expect(leavesEnvelope(fee('2403'), fee('2403'))).toEqual([]);
    expect(leavesEnvelope(fee('2403'), fee('2402.999999999')).map(({ field }) => field)).toEqual([
      'price in month 1',
      'price over the term',
    ]);
    const calls = (operations: number) =>
      at({ lines: [lineOf('/post-detail/', operations, { per: 'month' })] });
    expect(leavesEnvelope(calls(30_000), calls(29_999))).toEqual([]);
    expect(leavesEnvelope(calls(30_000), calls(30_001))).toEqual([
      { field: 'calls in month 1', before: 'at most 30,000', after: '30,001' },
      { field: 'calls of /post-detail/ in month 1', before: 'at most 30,000', after: '30,001' },
    ]);
  });

  it('keeps what raises the margin', () => {
    expect(left({})).toEqual([]);
    expect(left({ discount: '0.05' })).toEqual([]);
    expect(left({ growthPerMonth: '0' })).toEqual([]);
    expect(left({ lines: [lineOf('/post-detail/', 30_000)] })).toEqual([]);
    expect(left({ price: { kind: 'seat', seats: 31, pricePerSeat: '89' } })).toEqual([]);
  });

  it.each<[string, Partial<Sizing>, string]>([
    ['a lower price', { discount: '0.1001' }, 'price in month 1'],
    ['a price that sinks later', { ramp: ['1', '0.9'] }, 'price in month 2'],
    ['a smaller one-off fee', { oneOffFee: '99.99' }, 'price over the term'],
    ['more growth', { growthPerMonth: '0.021' }, 'calls in month 2'],
    ['another endpoint', { lines: [lineOf('/post-detail/', 1), lineOf('/music-info/', 1)] }, '/music-info/'],
    [
      'more of one endpoint and less of another',
      { lines: [lineOf('/post-detail/', 1_000), lineOf('/challenge-posts/', 481)] },
      'calls of /challenge-posts/ in month 1',
    ],
    ['another plan', { plan: 'enterprise' }, 'plan'],
    ['another key', { keyMode: 'byo' }, 'key'],
    ['a longer term', { termMonths: 13 }, 'term'],
    ['a shorter term', { termMonths: 11 }, 'term'],
  ])('is left by %s', (_name, changes, field) => {
    const signed = at({ ...SIGNED, oneOffFee: '100' });
    const now = at({ ...SIGNED, oneOffFee: '100', ...changes });
    expect(leavesEnvelope(signed, now).map((leaving) => leaving.field)).toContain(field);
  });

  it('is left by more cache hits than their rows were signed for, though fewer calls are made', () => {
    const cached = { kind: 'cache' as const, hitShare: '0.5', ttlMinutes: 10 };
    const hit = { dbReads: 50, dbWrites: 0, workerMs: 0, responseBytes: 0 };
    const rates = compileRates(
      PriceBook.parse({
        ...SEED_BOOK,
        endpoints: SEED_BOOK.endpoints.map((profile) =>
          profile.id === '/post-detail/' && profile.cache
            ? { ...profile, cache: { ...profile.cache, hit } }
            : profile,
        ),
      }),
    );
    const detail = (levers: Sizing['lines'][number]['levers']) =>
      at({ lines: [lineOf('/post-detail/', 1_000, { levers })] }, { rates });
    expect(leavesEnvelope(detail([]), detail([cached])).map(({ field }) => field)).toEqual([
      'db_read of /post-detail/ in month 1',
    ]);
  });

  it('is left by a longer or larger trial, by fewer others in the pool, and by another price book', () => {
    const trial = (days: number, capCallsPerDay: number) =>
      at({ keyMode: 'hybrid', trial: { days, capCallsPerDay } });
    const fields = (signed: Envelope, now: Envelope) => leavesEnvelope(signed, now).map(({ field }) => field);
    expect(fields(trial(14, 5_000), trial(10, 4_000))).toEqual([]);
    expect(fields(trial(14, 5_000), trial(15, 4_000))).toEqual(['trial']);
    expect(fields(trial(14, 5_000), trial(10, 5_001))).toEqual(['trial']);
    expect(fields(at({}, { otherCalls: 7_000_000n }), at({}, { otherCalls: 7_000_001n }))).toEqual([]);
    expect(fields(at({}, { otherCalls: 7_000_000n }), at({}, { otherCalls: 6_999_999n }))).toEqual([
      'calls of everyone else',
    ]);
    const context = contextWith();
    expect(fields(measured(context), measured(context, 'b'.repeat(64)))).toEqual(['price book']);
  });

  it('is left by a rule that did not fire when it was signed, and by a worse word, but not by a better one', () => {
    const thin: Partial<Sizing> = { lines: [lineOf('/userinfo-by-id/', 17_000)], discount: '0.1' };
    const signed = at(thin, { comparableAccounts: 10 });
    expect(signed.word).toBe('thin');
    const lonely = at(thin, { comparableAccounts: 2 });
    expect(leavesEnvelope(signed, lonely)).toEqual([
      { field: 'verdict', before: 'Thin', after: 'Sign-off' },
      {
        field: 'Too little history',
        before: 'did not apply',
        after: 'Only 2 similar accounts to compare with; 5 are needed below the target.',
      },
    ]);
    expect(leavesEnvelope(lonely, signed)).toEqual([]);
  });

  it('is given for nothing that cannot be judged', () => {
    const unknown = [
      contextWith({ price: null }),
      contextWith({ lines: [lineOf('/userinfo-by-id/', null)] }),
      contextWith({ currency: 'CHF' }),
      contextWith({}, { rates: compileRates({ ...SEED_BOOK, sharedPool: null }) }),
    ];
    for (const context of unknown) expect(pointOf(context)).toBeNull();
  });

  it('follows what the customer really pays when a rate of exchange falls', () => {
    const euros = (usdPerUnit: string) =>
      at(
        { currency: 'EUR' },
        { policy: { ...POLICY, exchangeRates: [{ currency: 'EUR', day: '2026-11-20', usdPerUnit }] } },
      );
    expect(leavesEnvelope(euros('1.08'), euros('1.09'))).toEqual([]);
    expect(leavesEnvelope(euros('1.08'), euros('1.07')).map(({ field }) => field)).toContain(
      'price over the term',
    );
  });

  it('says what it covers in sentences', () => {
    expect(envelopeSentences(at({ ...SIGNED, growthPerMonth: '0' }))).toEqual([
      'Price at least $2,403.00 a month',
      'At most 914,400 calls a month',
      'Only /post-detail/, /challenge-posts/, none of them more than was signed',
      'Team plan on our key, 12 months, in USD',
      'Under price book 2026-11-01, with no rule that did not apply when it was signed',
    ]);
    const growing = at({ ...SIGNED, ramp: ['0.5', '1'] });
    expect(envelopeSentences(growing).slice(0, 2)).toEqual([
      'Price at least $1,201.50 in month 1, $27,634.50 over the term, and in each month what was signed for it',
      'At most 914,400 calls in month 1 and 1,136,942 in month 12, month by month as signed',
    ]);
    expect(mostCallsOf(growing)).toBe(1_136_942n);
  });
});
