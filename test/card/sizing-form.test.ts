import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formOfNothing,
  formOfUseCase,
  withEndpoint,
  withKeyMode,
  withLever,
  withModel,
  withPlan,
  withStep,
} from '../../ui/hubspot/src/app/cards/sizing/change-form.ts';
import { formFromSizing, type SizingForm } from '../../ui/hubspot/src/app/cards/sizing/sizing-form.ts';
import { sizingFromForm } from '../../ui/hubspot/src/app/cards/sizing/sizing-from-form.ts';
import { CATALOGUE, DEALS, demoDeal } from './demo.ts';
import { anySizing } from './sizing-arbitrary.ts';

const kestrel = (locale = 'en-US'): SizingForm => formFromSizing(demoDeal('Kestrel').sizing, locale);

function issuesOf(form: SizingForm, locale = 'en-US'): Readonly<Record<string, string>> {
  const read = sizingFromForm(form, locale);
  return read.ok ? {} : read.issues;
}

function sizingOf(form: SizingForm, locale = 'en-US') {
  const read = sizingFromForm(form, locale);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.sizing;
}

describe('the fields say exactly what the sizing says', () => {
  it('any sizing comes back from the fields unchanged, in every locale', () => {
    fc.assert(
      fc.property(
        anySizing,
        fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN'),
        (sizing, locale) => {
          expect(sizingFromForm(formFromSizing(sizing, locale), locale)).toEqual({ ok: true, sizing });
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(DEALS.map((deal) => [deal.name, deal.sizing] as const))('%s', (_, sizing) => {
    expect(sizingOf(formFromSizing(sizing, 'de-DE'), 'de-DE')).toEqual(sizing);
  });

  it('German decimals are written and read in German', () => {
    const form = { ...kestrel('de-DE'), oneOffFee: '1.254,62', discountPercent: '7,25' };
    const { oneOffFee, discount } = sizingOf(form, 'de-DE');
    expect([oneOffFee, discount]).toEqual(['1254.62', '0.0725']);
    expect(formFromSizing(demoDeal('Kestrel').sizing, 'de-DE').lines[1]?.operations).toBe('30.000');
  });
});

describe('what cannot be read stays in its field, and the field says why', () => {
  it.each([
    ['discount', { discountPercent: '101' }, 'Discount must be 0 to 100.'],
    ['discount', { discountPercent: 'ten' }, 'Discount must be a number, like 1,254.62.'],
    ['discount', { discountPercent: '' }, 'Discount must be a number, like 1,254.62.'],
    ['growthPerMonth', { growthPercent: '-51' }, 'Growth must be -50 to 100.'],
    ['termMonths', { termMonths: '61' }, 'Term must be a whole number, 1 to 60.'],
    ['termMonths', { termMonths: '1.5' }, 'Term must be a whole number, 1 to 60.'],
    ['daysUsedPerMonth', { daysUsedPerMonth: '31' }, 'Days used must be a whole number, 1 to 30.'],
    ['oneOffFee', { oneOffFee: '-5' }, 'One-off fee must be 0 or more.'],
    ['minimumPerMonth', { minimumPerMonth: 'x' }, 'Minimum must be a number, like 1,254.62.'],
    ['ramp', { rampPercents: '50; x' }, 'Each ramp step must be a number, like 1,254.62.'],
  ])('%s: %o', (path, change, sentence) => {
    expect(issuesOf({ ...kestrel(), ...change })).toEqual({ [path]: sentence });
  });

  it('names each field of each line at fault, all at once', () => {
    const form = kestrel();
    const lines = form.lines.map((line) => ({ ...line, operations: '1,5', pages: '0' }));
    expect(Object.keys(issuesOf({ ...form, lines, discountPercent: '200' }))).toEqual([
      'discount',
      ...[0, 1, 2].flatMap((line) => [`lines.${line}.operations`, `lines.${line}.pages`]),
    ]);
  });

  it('an empty volume is not an error: it is not known yet', () => {
    const form = kestrel();
    const lines = form.lines.map((line) => ({ ...line, operations: ' ' }));
    expect(sizingOf({ ...form, lines }).lines.map((line) => line.operations)).toEqual([null, null, null]);
  });

  it('steps of a price ladder that do not rise are refused in their own place', () => {
    const tiers = [
      { upTo: '500', price: '3' },
      { upTo: '400', price: '2' },
      { upTo: '', price: '1' },
    ];
    const price = { ...kestrel().price, kind: 'usage' as const, tierMode: 'graduated' as const, tiers };
    expect(issuesOf({ ...kestrel(), price })).toEqual({
      'price.tiersPer1000': 'Each step must end above the one before.',
    });
  });
});

describe('a choice fills the fields that hang on it', () => {
  it('every use case of the catalogue can be read at once', () => {
    for (const { id, sizing } of CATALOGUE.useCases) {
      const form = formOfUseCase(CATALOGUE, id, 'fr-FR');
      expect(form && sizingOf(form, 'fr-FR')).toEqual(sizing);
    }
  });

  it('another plan brings its list price and key mode, and keeps the seats', () => {
    const pro = withPlan(kestrel(), CATALOGUE, 'pro', 'en-US');
    expect(sizingOf(pro).price).toMatchObject({ kind: 'seat-with-overage', seats: 30, pricePerSeat: '149' });
    const own = withPlan(pro, CATALOGUE, 'own-key', 'en-US');
    expect(sizingOf(own)).toMatchObject({ keyMode: 'byo', price: { feePerMonth: '799' } });
    const tracked = withPlan(own, CATALOGUE, 'tracked-profiles', 'en-US');
    expect(sizingOf(tracked)).toMatchObject({ keyMode: 'shared', minimumPerMonth: '420' });
  });

  it('each of the four ways to charge can be chosen and read without typing', () => {
    for (const kind of ['seat', 'seat-with-overage', 'usage', 'platform-fee', 'none'] as const) {
      const form = withModel(kestrel('de-DE'), CATALOGUE, kind, 'de-DE');
      expect(sizingOf(form, 'de-DE').price?.kind ?? 'none').toBe(kind);
      expect(withModel(form, CATALOGUE, 'seat', 'de-DE').price.seats).toBe('30');
    }
  });

  it('another price step can be read at once, ten times as far as the one before', () => {
    const form = withModel(kestrel('de-DE'), CATALOGUE, 'usage', 'de-DE');
    const tiers = withStep(withStep(form.price.tiers, 'de-DE'), 'de-DE');
    const sizing = sizingOf({ ...form, price: { ...form.price, tierMode: 'graduated', tiers } }, 'de-DE');
    expect(sizing.price).toMatchObject({
      tiersPer1000: [
        { upTo: 1_000, price: '210' },
        { upTo: 10_000, price: '210' },
        { upTo: null, price: '210' },
      ],
    });
  });

  it('a trial comes with the hybrid key mode and goes with it', () => {
    const hybrid = withKeyMode({ ...kestrel(), plan: 'own-key' }, 'hybrid', 'en-US');
    expect(sizingOf(hybrid).trial).toEqual({ days: 14, capCallsPerDay: 5_000 });
    expect(sizingOf(withKeyMode(hybrid, 'byo', 'en-US')).trial).toBeNull();
  });

  it('a new endpoint has no volume yet, its typical pages, and its usual cache hits as a lever', () => {
    const empty = formOfNothing(CATALOGUE, 'en-US');
    const form = empty && withEndpoint(empty, CATALOGUE, '/challenge-info-name/', 'en-US');
    expect(form && sizingOf(form).lines).toEqual([
      {
        endpoint: '/challenge-info-name/',
        operations: null,
        per: 'day',
        pages: 1,
        levers: [{ kind: 'cache', hitShare: '0.85', ttlMinutes: 1_440 }],
      },
    ]);
  });

  it('dedupe acts before the cache, and an empty field takes a lever out', () => {
    const cached = withLever([], { kind: 'cache', percent: '40', ttlMinutes: '60' });
    const both = withLever(cached, { kind: 'dedupe', percent: '30' });
    expect(both.map((lever) => lever.kind)).toEqual(['dedupe', 'cache']);
    expect(withLever(both, { kind: 'dedupe', percent: '' })).toEqual(cached);
  });
});
