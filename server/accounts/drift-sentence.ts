import {
  type Estimate,
  inWords,
  type MarginView,
  type Meter,
  parseMoney,
  printMoney,
  type Rates,
  roundHalfEven,
  showMoney,
} from '@dealfloor/price-book';
import type { AccountSums } from './account-figures.ts';
import type { Fact } from './account-history.ts';
import { labelOf } from './account-row.ts';
import { bookedPaces, type EndpointPace, type MeterPace, signedPaces } from './endpoint-pace.ts';

const ESTIMATE_DAYS = 30n;

/** What is booked of an account over some days of use. */
export type Booked = {
  readonly sums: AccountSums;
  readonly facts: readonly Fact[];
  readonly days: bigint;
  readonly rates: Rates | null;
  readonly grossMargin: MarginView;
};

/** "Signed at 74.1%, runs at -40.4%: ..." with what moves the money left over most, as booked and as estimated. */
export function driftSentence(estimate: Estimate, booked: Booked): string {
  const signed = estimate.term.grossMargin.percent;
  const start = `${signed === null ? 'Signed without a margin' : `Signed at ${inWords(signed)}%`}, ${runsAt(booked.grossMargin)}`;
  if (booked.days === 0n) return `${start}: nothing has been used yet.`;
  if (booked.sums.unpricedDays > 0) return `${start}: some of its usage has no price yet.`;
  const largest = differences(estimate, booked).reduce<Difference | null>(
    (top, one) => (top && size(top.perDay) >= size(one.perDay) ? top : one),
    null,
  );
  const signedCost = parseMoney(estimate.month.costUsd ?? '0') * booked.days;
  if (!largest || size(largest.perDay) * 20n <= signedCost) return `${start}, as estimated.`;
  return `${start}: ${largest.tell()}.`;
}

function runsAt({ state, percent }: MarginView): string {
  if (percent !== null) return `runs at ${inWords(percent)}%`;
  return state === 'no-revenue' ? 'runs without revenue' : 'runs at an unknown margin';
}

/** `perDay` is what is booked less what was estimated, times the days of both, in nano-USD. */
type Difference = { readonly perDay: bigint; readonly tell: () => string };

function differences(estimate: Estimate, booked: Booked): Difference[] {
  const { sums, days, facts, rates } = booked;
  const signed = new Map(signedPaces(estimate).map((pace) => [pace.endpoint, pace]));
  const actual = new Map(bookedPaces(facts, rates).map((pace) => [pace.endpoint, pace]));
  const endpoints = [...new Set([...signed.keys(), ...actual.keys()])].map((endpoint) => {
    const [was, is] = [signed.get(endpoint) ?? none(endpoint), actual.get(endpoint) ?? none(endpoint)];
    const perDay = gap(is.nanoUsd, was.nanoUsd, days);
    return { perDay, tell: () => `${labelOf(rates, endpoint)}: ${tellEndpoint(was, is, days)}` };
  });
  const both = (what: string, is: bigint, was: string | null): Difference[] => {
    if (was === null) return [];
    const said = parseMoney(was);
    const tell = () =>
      `${what} ${dollars(is, days)} a day, the estimate said ${dollars(said, ESTIMATE_DAYS)}`;
    return [{ perDay: gap(is, said, days), tell }];
  };
  const shared =
    sums.daysWithoutPool > 0
      ? []
      : both('its part of the shared cost is', sums.sharedNanoUsd, estimate.shared?.amountUsd ?? null);
  return [...endpoints, ...shared, ...both('it earns', sums.revenueNanoUsd, estimate.month.revenueUsd)];
}

function none(endpoint: string): EndpointPace {
  return { endpoint, calls: 0n, nanoUsd: 0n, meters: [] };
}

function gap(booked: bigint, estimated: bigint, days: bigint): bigint {
  return booked * ESTIMATE_DAYS - estimated * days;
}

/** Calls where they moved the cost more than the cost of a call did; otherwise what a call takes. */
function tellEndpoint(was: EndpointPace, is: EndpointPace, days: bigint): string {
  if (was.calls === 0n) return `${dollars(is.nanoUsd, days)} a day, the estimate had none of it`;
  const said = `the estimate said ${count(was.calls, ESTIMATE_DAYS)}`;
  if (is.calls === 0n) return `not used, ${said} calls a day`;
  const byCalls = gap(is.calls, was.calls, days) * was.nanoUsd;
  const byCost = gap(is.nanoUsd, was.nanoUsd, days) * was.calls - byCalls;
  if (size(byCalls) >= size(byCost)) return `${count(is.calls, days)} calls a day, ${said}`;
  return tellCost(was, is);
}

function tellCost(was: EndpointPace, is: EndpointPace): string {
  const moved = is.meters.map((meter) => {
    const before = was.meters.find((one) => one.meter === meter.meter);
    return { meter, before, by: size(meter.nanoUsd * was.calls - (before?.nanoUsd ?? 0n) * is.calls) };
  });
  const [top] = moved.sort((a, b) => (a.by === b.by ? 0 : a.by > b.by ? -1 : 1));
  if (top && hasMoved(top.meter, is.calls, top.before, was.calls)) {
    const said = perCall(top.meter.meter, top.before?.quantity ?? 0n, was.calls);
    return `${perCall(top.meter.meter, top.meter.quantity, is.calls)} ${UNITS[top.meter.meter].words} a call, the estimate said ${said}`;
  }
  const [now, then] = [is, was].map(({ nanoUsd, calls }) => dollars(nanoUsd * 1_000n, calls));
  return `${now} per 1,000 calls, the estimate said ${then}`;
}

/** By more than a twentieth of what was estimated. */
function hasMoved(is: MeterPace, calls: bigint, was: MeterPace | undefined, signedCalls: bigint): boolean {
  const before = was?.quantity ?? 0n;
  return size(is.quantity * signedCalls - before * calls) * 20n > before * calls;
}

const UNITS: Record<Meter, { readonly base: bigint; readonly words: string }> = {
  credit: { base: 1_000n, words: 'credits' },
  db_write: { base: 1n, words: 'rows written' },
  db_read: { base: 1n, words: 'rows read' },
  worker_sec: { base: 1n, words: 'ms of work' },
  llm_input_token: { base: 1n, words: 'AI input tokens' },
  llm_output_token: { base: 1n, words: 'AI output tokens' },
  egress_gb: { base: 1_000n, words: 'KB' },
  storage_gb_month: { base: 1n, words: 'byte-days stored' },
  asr_minute: { base: 1_000n, words: 's of speech' },
};

function perCall(meter: Meter, quantity: bigint, calls: bigint): string {
  const tenths = calls === 0n ? 0n : roundHalfEven(quantity * 10n, calls * UNITS[meter].base);
  return Intl.NumberFormat('en-US').format(Number(tenths) / 10);
}

function count(calls: bigint, days: bigint): string {
  return Intl.NumberFormat('en-US').format(roundHalfEven(calls, days));
}

function dollars(nanoUsd: bigint, days: bigint): string {
  return showMoney(printMoney(roundHalfEven(nanoUsd, days)), 'en-US');
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}
