import type { KeyMode, Lever, RevenueModel, Sizing, SizingLine } from '@dealfloor/price-book';
import { parseDecimal, printDecimal } from '@dealfloor/price-book';
import { showDecimalInput } from '../words/decimal-input.ts';

/** One step of a price ladder as it is typed; the last step's `upTo` stays empty. */
export type TierForm = { upTo: string; price: string };

/** All fields of all revenue models as they are typed, so that changing the model loses nothing. */
export type PriceForm = {
  kind: RevenueModel['kind'] | 'none';
  seats: string;
  pricePerSeat: string;
  includedCallsPerSeat: string;
  overagePer1000: string;
  charge: 'pro-rata' | 'package';
  unit: 'call' | 'credit' | 'tracked-profile';
  tierMode: 'flat' | 'graduated' | 'volume';
  tiers: TierForm[];
  feePerMonth: string;
};

/** The two levers that a seller edits in place; the others are kept as they are. */
export type LeverForm =
  | { kind: 'dedupe'; percent: string }
  | { kind: 'cache'; percent: string; ttlMinutes: string }
  | { kind: 'kept'; lever: Lever };

export type LineForm = {
  endpoint: string;
  operations: string;
  per: SizingLine['per'];
  pages: string;
  levers: LeverForm[];
};

/** What the seller has typed, text as it stands in the fields. */
export type SizingForm = {
  useCase: string | null;
  plan: string;
  keyMode: KeyMode;
  trialDays: string;
  trialCallsPerDay: string;
  currency: string;
  price: PriceForm;
  discountPercent: string;
  minimumPerMonth: string;
  rampPercents: string;
  oneOffFee: string;
  termMonths: string;
  growthPercent: string;
  daysUsedPerMonth: string;
  trackedProfiles: string;
  lines: LineForm[];
};

export const EMPTY_PRICE: PriceForm = {
  kind: 'none',
  seats: '',
  pricePerSeat: '',
  includedCallsPerSeat: '',
  overagePer1000: '',
  charge: 'pro-rata',
  unit: 'call',
  tierMode: 'flat',
  tiers: [{ upTo: '', price: '' }],
  feePerMonth: '',
};

/** The text that stands in the fields for a sizing, in the reader's locale; `sizingFromForm` is its inverse. */
export function formFromSizing(sizing: Sizing, locale: string): SizingForm {
  const { count, amount, percent } = writers(locale);
  return {
    useCase: sizing.useCase,
    plan: sizing.plan,
    keyMode: sizing.keyMode,
    trialDays: sizing.trial ? count(sizing.trial.days) : '',
    trialCallsPerDay: sizing.trial ? count(sizing.trial.capCallsPerDay) : '',
    currency: sizing.currency,
    price: priceForm(sizing.price, locale),
    discountPercent: percent(sizing.discount),
    minimumPerMonth: sizing.minimumPerMonth === null ? '' : amount(sizing.minimumPerMonth),
    rampPercents: sizing.ramp.map(percent).join('; '),
    oneOffFee: amount(sizing.oneOffFee),
    termMonths: count(sizing.termMonths),
    growthPercent: percent(sizing.growthPerMonth),
    daysUsedPerMonth: count(sizing.daysUsedPerMonth),
    trackedProfiles: count(sizing.trackedProfiles),
    lines: sizing.lines.map((line) => lineForm(line, locale)),
  };
}

export function priceForm(price: RevenueModel | null, locale: string): PriceForm {
  const { count, amount } = writers(locale);
  if (price === null) return EMPTY_PRICE;
  const { kind } = price;
  if (price.kind === 'platform-fee') return { ...EMPTY_PRICE, kind, feePerMonth: amount(price.feePerMonth) };
  if (price.kind === 'free') return { ...EMPTY_PRICE, kind };
  if (price.kind === 'usage') {
    const { unit, tierMode, charge } = price;
    const tiers = price.tiersPer1000.map(({ upTo, price: each }) => ({
      upTo: upTo === null ? '' : count(upTo),
      price: amount(each),
    }));
    return { ...EMPTY_PRICE, kind, unit, tierMode, charge, tiers };
  }
  const seat = { ...EMPTY_PRICE, kind, seats: count(price.seats), pricePerSeat: amount(price.pricePerSeat) };
  if (price.kind === 'seat') return seat;
  return {
    ...seat,
    includedCallsPerSeat: count(price.includedCallsPerSeat),
    overagePer1000: amount(price.overagePer1000),
    charge: price.charge,
  };
}

export function lineForm(line: SizingLine, locale: string): LineForm {
  const { count, percent } = writers(locale);
  return {
    endpoint: line.endpoint,
    operations: line.operations === null ? '' : count(line.operations),
    per: line.per,
    pages: count(line.pages),
    levers: line.levers.map((lever): LeverForm => {
      if (lever.kind === 'dedupe') return { kind: 'dedupe', percent: percent(lever.share) };
      if (lever.kind !== 'cache') return { kind: 'kept', lever };
      return { kind: 'cache', percent: percent(lever.hitShare), ttlMinutes: count(lever.ttlMinutes) };
    }),
  };
}

function writers(locale: string) {
  return {
    count: (value: number) => showDecimalInput(String(value), locale),
    amount: (text: string) => showDecimalInput(text, locale, 2),
    percent: (ratio: string) => showDecimalInput(percentOf(ratio), locale),
  };
}

/** A ratio text as percent text, exact: "0.0725" is "7.25". */
function percentOf(ratio: string): string {
  const negative = ratio.startsWith('-');
  const { units, scale } = parseDecimal(negative ? ratio.slice(1) : ratio);
  return `${negative ? '-' : ''}${printDecimal(units * 100n, scale)}`;
}
