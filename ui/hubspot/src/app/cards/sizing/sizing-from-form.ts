import { type Lever, type RevenueModel, Sizing, type SizingLine } from '@dealfloor/price-book';
import { type FieldIssues, FieldReader } from './field-reader.ts';
import type { LineForm, PriceForm, SizingForm } from './sizing-form.ts';

export type SizingRead =
  | { readonly ok: true; readonly sizing: Sizing }
  | { readonly ok: false; readonly issues: FieldIssues };

const BILLION = 1_000_000_000;

/** The sizing that stands in the fields, or what is wrong with which of them. */
export function sizingFromForm(form: SizingForm, locale: string): SizingRead {
  const reader = new FieldReader(locale);
  const field = (path: string, label: string, text: string) => ({ path, label, text });
  const optional = (path: string, label: string, text: string) =>
    text.trim() === '' ? null : reader.amount(field(path, label, text));
  const sizing = {
    useCase: form.useCase,
    plan: form.plan,
    keyMode: form.keyMode,
    trial:
      form.keyMode === 'hybrid'
        ? {
            days: reader.count(field('trial.days', 'Trial days', form.trialDays), 1, 90),
            capCallsPerDay: reader.count(
              field('trial.capCallsPerDay', 'Calls per day', form.trialCallsPerDay),
              1,
              BILLION,
            ),
          }
        : null,
    currency: form.currency,
    price: readPrice(form.price, reader),
    discount: reader.percent(field('discount', 'Discount', form.discountPercent), 0, 100),
    minimumPerMonth: optional('minimumPerMonth', 'Minimum', form.minimumPerMonth),
    ramp: readRamp(form.rampPercents, reader),
    oneOffFee: optional('oneOffFee', 'One-off fee', form.oneOffFee) ?? '0',
    termMonths: reader.count(field('termMonths', 'Term', form.termMonths), 1, 60),
    growthPerMonth: reader.percent(field('growthPerMonth', 'Growth', form.growthPercent), -50, 100),
    daysUsedPerMonth: reader.count(field('daysUsedPerMonth', 'Days used', form.daysUsedPerMonth), 1, 30),
    trackedProfiles: reader.count(
      field('trackedProfiles', 'Tracked profiles', form.trackedProfiles),
      0,
      BILLION,
    ),
    lines: form.lines.map((line, index) => readLine(line, `lines.${index}`, reader)),
  };
  if (Object.keys(reader.issues).length > 0) return { ok: false, issues: reader.issues };
  const checked = Sizing.safeParse(sizing);
  if (checked.success) return { ok: true, sizing: checked.data };
  const issues = checked.error.issues.map(({ path, message }) => [path.join('.'), message] as const);
  return { ok: false, issues: Object.fromEntries(issues) };
}

function readPrice(price: PriceForm, reader: FieldReader): RevenueModel | null {
  const amount = (key: string, label: string, text: string) =>
    reader.amount({ path: `price.${key}`, label, text });
  const count = (key: string, label: string, text: string, most: number, least = 0) =>
    reader.count({ path: `price.${key}`, label, text }, least, most);
  if (price.kind === 'none') return null;
  if (price.kind === 'free') return { kind: 'free' };
  if (price.kind === 'platform-fee') {
    return { kind: price.kind, feePerMonth: amount('feePerMonth', 'Platform fee', price.feePerMonth) };
  }
  if (price.kind === 'usage') {
    const steps = price.tierMode === 'flat' ? price.tiers.slice(0, 1) : price.tiers;
    const tiersPer1000 = steps.map((tier, index) => {
      const key = `tiersPer1000.${index}`;
      const isLast = index === steps.length - 1;
      return {
        upTo: isLast ? null : count(`${key}.upTo`, 'Up to', tier.upTo, Number.MAX_SAFE_INTEGER, 1),
        price: amount(`${key}.price`, 'Price per 1,000', tier.price),
      };
    });
    return { kind: 'usage', unit: price.unit, tierMode: price.tierMode, tiersPer1000, charge: price.charge };
  }
  const seats = count('seats', 'Seats', price.seats, 1_000_000);
  const pricePerSeat = amount('pricePerSeat', 'Price per seat', price.pricePerSeat);
  if (price.kind === 'seat') return { kind: 'seat', seats, pricePerSeat };
  return {
    kind: 'seat-with-overage',
    seats,
    pricePerSeat,
    includedCallsPerSeat: count(
      'includedCallsPerSeat',
      'Included calls',
      price.includedCallsPerSeat,
      BILLION,
    ),
    overagePer1000: amount('overagePer1000', 'Overage', price.overagePer1000),
    charge: price.charge,
  };
}

/** "50; 75; 100": percentages of the price by month. */
function readRamp(text: string, reader: FieldReader): string[] {
  if (text.trim() === '') return [];
  return text
    .split(';')
    .map((part) => reader.percent({ path: 'ramp', label: 'Each ramp step', text: part }, 0, 1_000));
}

function readLine(line: LineForm, path: string, reader: FieldReader): SizingLine {
  const isUnknown = line.operations.trim() === '';
  const operations = { path: `${path}.operations`, label: 'Operations', text: line.operations };
  return {
    endpoint: line.endpoint,
    operations: isUnknown ? null : reader.count(operations, 0, 1_000 * BILLION),
    per: line.per,
    pages: reader.count({ path: `${path}.pages`, label: 'Pages', text: line.pages }, 1, 10_000),
    levers: line.levers.map((lever, index): Lever => {
      const at = `${path}.levers.${index}`;
      if (lever.kind === 'kept') return lever.lever;
      const label = lever.kind === 'dedupe' ? 'Already seen' : 'From cache';
      const key = lever.kind === 'dedupe' ? 'share' : 'hitShare';
      const share = reader.percent({ path: `${at}.${key}`, label, text: lever.percent }, 0, 100);
      if (lever.kind === 'dedupe') return { kind: 'dedupe', share };
      const ttl = { path: `${at}.ttlMinutes`, label: 'Kept for', text: lever.ttlMinutes };
      return { kind: 'cache', hitShare: share, ttlMinutes: reader.count(ttl, 0, 525_600) };
    }),
  };
}
