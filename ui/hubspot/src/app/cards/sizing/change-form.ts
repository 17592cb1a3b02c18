import type { Catalogue, KeyMode, Sizing } from '@dealfloor/price-book';
import { parseDecimalInput, showDecimalInput } from '../words/decimal-input.ts';
import {
  formFromSizing,
  type LeverForm,
  lineForm,
  type PriceForm,
  priceForm,
  type SizingForm,
  type TierForm,
} from './sizing-form.ts';

/** The form of a ready-made use case; null when the catalogue has none by that id. */
export function formOfUseCase(catalogue: Catalogue, id: string, locale: string): SizingForm | null {
  const useCase = catalogue.useCases.find((each) => each.id === id);
  return useCase ? formFromSizing(useCase.sizing, locale) : null;
}

/** A form without usage, on the first paid plan at its list price. */
export function formOfNothing(catalogue: Catalogue, locale: string): SizingForm | null {
  const plan = catalogue.plans.find((each) => each.class === 'paid') ?? catalogue.plans[0];
  if (!plan) return null;
  const sizing: Sizing = {
    useCase: null,
    plan: plan.id,
    keyMode: 'shared',
    trial: null,
    currency: 'USD',
    price: plan.listPrice,
    discount: '0',
    minimumPerMonth: null,
    ramp: [],
    oneOffFee: '0',
    termMonths: 12,
    growthPerMonth: '0.02',
    daysUsedPerMonth: 30,
    trackedProfiles: 0,
    lines: [],
  };
  return withPlan(formFromSizing(sizing, locale), catalogue, plan.id, locale);
}

/** Another plan brings its list price, its minimum and a key mode that it allows; the seats stay. */
export function withPlan(form: SizingForm, catalogue: Catalogue, id: string, locale: string): SizingForm {
  const plan = catalogue.plans.find((each) => each.id === id);
  if (!plan) return form;
  const listed = priceForm(plan.listPrice, locale);
  const price = listed.seats && form.price.seats ? { ...listed, seats: form.price.seats } : listed;
  const minimum = plan.minimumPerMonth === null ? '' : showDecimalInput(plan.minimumPerMonth, locale, 2);
  const keyMode = plan.keyModes.includes(form.keyMode) ? form.keyMode : (plan.keyModes[0] ?? form.keyMode);
  return withKeyMode({ ...form, plan: id, price, minimumPerMonth: minimum }, keyMode, locale);
}

/** A trial belongs to the hybrid key mode alone; it starts at 14 days and 5,000 calls a day. */
export function withKeyMode(form: SizingForm, keyMode: KeyMode, locale: string): SizingForm {
  if (keyMode !== 'hybrid') return { ...form, keyMode };
  const count = (value: string) => showDecimalInput(value, locale);
  return {
    ...form,
    keyMode,
    trialDays: form.trialDays || count('14'),
    trialCallsPerDay: form.trialCallsPerDay || count('5000'),
  };
}

/** Another way to charge: empty fields are filled from the list price of a plan that charges this way. */
export function withModel(
  form: SizingForm,
  catalogue: Catalogue,
  kind: PriceForm['kind'],
  locale: string,
): SizingForm {
  const plan = catalogue.plans.find((each) => each.listPrice.kind === kind);
  const listed = priceForm(plan?.listPrice ?? null, locale);
  const { price } = form;
  const wasUsage = price.tiers.some((tier) => tier.price !== '');
  return {
    ...form,
    price: {
      ...price,
      kind,
      seats: price.seats || listed.seats,
      pricePerSeat: price.pricePerSeat || listed.pricePerSeat,
      includedCallsPerSeat: price.includedCallsPerSeat || listed.includedCallsPerSeat,
      overagePer1000: price.overagePer1000 || listed.overagePer1000,
      feePerMonth: price.feePerMonth || listed.feePerMonth,
      ...(wasUsage ? {} : { unit: listed.unit, tierMode: listed.tierMode, tiers: listed.tiers }),
    },
  };
}

/** One more endpoint, its volume not known yet; the usual cache hits are filled in as a lever that can be seen. */
export function withEndpoint(form: SizingForm, catalogue: Catalogue, id: string, locale: string): SizingForm {
  const profile = catalogue.endpoints.find((each) => each.id === id);
  if (!profile) return form;
  const { cache } = profile;
  const hasHits = cache !== null && cache.defaultHitShare !== '0';
  const line = lineForm(
    {
      endpoint: id,
      operations: null,
      per: 'day',
      pages: profile.pages.typical,
      levers: hasHits
        ? [{ kind: 'cache', hitShare: cache.defaultHitShare, ttlMinutes: cache.ttlMinutes.least }]
        : [],
    },
    locale,
  );
  return { ...form, lines: [...form.lines, line] };
}

/** Levers with one of the two editable ones set, or taken out by an empty text; dedupe acts before the cache. */
export function withLever(levers: LeverForm[], lever: Exclude<LeverForm, { kind: 'kept' }>): LeverForm[] {
  const at = levers.findIndex((each) => each.kind === lever.kind);
  if (lever.percent.trim() === '') return levers.filter((_, index) => index !== at);
  if (at >= 0) return levers.map((each, index) => (index === at ? lever : each));
  const dedupeAt = levers.findIndex((each) => each.kind === 'dedupe');
  const place = lever.kind === 'dedupe' ? 0 : dedupeAt + 1;
  return [...levers.slice(0, place), lever, ...levers.slice(place)];
}

/** One more step of a price ladder: the open one now ends at ten times the step before, and the new one is open. */
export function withStep(tiers: readonly TierForm[], locale: string): TierForm[] {
  const before = parseDecimalInput(tiers.at(-2)?.upTo ?? '', locale) ?? '100';
  const upTo = showDecimalInput(`${before}0`, locale);
  const open = tiers.at(-1) ?? { upTo: '', price: '' };
  return [...tiers.slice(0, -1), { ...open, upTo }, { upTo: '', price: open.price }];
}
