import { z } from 'zod';
import { compileDeal } from './compiled-deal.ts';
import { type EstimateContext, runInputOf } from './context.ts';
import { type EndpointVolume, endpointVolumes } from './envelope-volumes.ts';
import type { Estimate } from './estimate.ts';
import { CountText, PercentText, UsdText } from './figures.ts';
import { marginPercent } from './margin.ts';
import { Meter } from './meter.ts';
import { printMoney } from './money.ts';
import { ONE } from './ratio.ts';
import { playTerm } from './run.ts';
import { CurrencyCode, KeyMode, Trial } from './sizing.ts';
import { FiredRule, marginOfRun, VerdictWord } from './verdict.ts';

/** Whole numbers by month from month 1 on; the last one goes on to the end of the term. */
const ByMonth = z.array(CountText).min(1);

const Version = z.strictObject({ version: z.string(), hash: z.string() });

/**
 * What an approval covers: the signed point, whose revenue is the least and whose use is the most that any later point
 * may have under the same terms. USD amounts are exact; meters count whole base units a month.
 */
export const Envelope = z
  .strictObject({
    priceBook: Version,
    policy: Version,
    plan: z.strictObject({ id: z.string(), name: z.string() }),
    keyMode: KeyMode,
    trial: Trial.nullable(),
    currency: CurrencyCode,
    termMonths: z.int(),
    word: VerdictWord.nullable(),
    rules: z.array(FiredRule),
    marginPercent: PercentText,
    termRevenueUsd: UsdText,
    monthRevenueUsd: z.array(UsdText).min(1).describe('Without one-off fees; the last one goes on.'),
    calls: ByMonth.describe('Billable calls of all endpoints: they carry the shared cost.'),
    otherCalls: CountText.nullable().describe('Billable calls of everyone else in 30 days.'),
    endpoints: z.array(
      z.strictObject({
        endpoint: z.string(),
        calls: ByMonth,
        meters: z.array(z.strictObject({ meter: Meter, quantity: ByMonth })),
      }),
    ),
  })
  .meta({ id: 'Envelope' });
export type Envelope = z.infer<typeof Envelope>;

/** A point to be signed, or to be held against what was: its context, its estimate, and the hashes of its terms. */
export type Point = {
  readonly context: EstimateContext;
  readonly estimate: Pick<Estimate, 'plan' | 'verdict'>;
  readonly priceBookHash: string;
  readonly policyHash: string;
};

/** The envelope that a signature on a point gives; null while its price, volume or cost is unknown. */
export function envelopeOf({ context, estimate, priceBookHash, policyHash }: Point): Envelope | null {
  const { sizing, rates, policy } = context;
  const input = runInputOf(context);
  const deal = compileDeal(input);
  const run = playTerm(deal, ONE);
  const recurring = run.months.map(({ recurringNanoUsd }) => recurringNanoUsd);
  const known = recurring.filter((nanoUsd) => nanoUsd !== null);
  const isKnown = known.length === recurring.length && run.costNanoUsd !== null;
  if (!isKnown || run.revenueNanoUsd === null || estimate.verdict.word === 'unknown') return null;
  return {
    priceBook: { version: rates.book.version, hash: priceBookHash },
    policy: { version: policy.version, hash: policyHash },
    plan: estimate.plan,
    keyMode: sizing.keyMode,
    trial: sizing.trial,
    currency: sizing.currency,
    termMonths: sizing.termMonths,
    word: estimate.verdict.word,
    rules: estimate.verdict.rules,
    marginPercent: marginPercent(marginOfRun(run)),
    termRevenueUsd: printMoney(run.revenueNanoUsd),
    monthRevenueUsd: whileItChanges(known.map(printMoney)),
    calls: whileItChanges(run.months.map(({ billableCalls }) => billableCalls.toString())),
    otherCalls: input.otherCalls === null ? null : input.otherCalls.toString(),
    endpoints: endpointVolumes(rates, deal).map(written),
  };
}

/** The value of a month (1 is the first) in a list whose last one goes on. */
export function inMonth(values: readonly string[], month: number): string {
  return values[Math.min(month, values.length) - 1] ?? '0';
}

function written({ endpoint, calls, meters }: EndpointVolume): Envelope['endpoints'][number] {
  return {
    endpoint,
    calls: whileItChanges(calls.map(String)),
    meters: meters.map(({ meter, quantity }) => ({ meter, quantity: whileItChanges(quantity.map(String)) })),
  };
}

/** The months up to the last change: most deals use the same each month. */
function whileItChanges(values: readonly string[]): string[] {
  const lastChange = values.findLastIndex((value, index) => index > 0 && value !== values[index - 1]);
  return values.slice(0, Math.max(lastChange, 0) + 1);
}
