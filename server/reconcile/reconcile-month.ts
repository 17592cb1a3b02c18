import { addDays, dayOf } from '../clock.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import {
  type BookedCredits,
  type CreditSum,
  type Readable,
  readBookedCredits,
  readBookedDays,
} from './booked-credits.ts';
import { type CreditLot, consumeLots } from './consume-lots.ts';
import { gapOf, type InvoiceGap } from './invoice-gap.ts';
import { type LotsReport, reportLots } from './lots-report.ts';
import { type PerCall, type PerCredit, perCallOf, perCreditOf } from './unit-price.ts';

export type ReconcileInput = {
  readonly portalId: string;
  /** Like 2026-10. */
  readonly month: string;
  readonly invoiceNanoUsd: bigint;
  /** Without lots, what was invoiced is taken for what the month's credits cost. */
  readonly lots: readonly CreditLot[] | null;
  /** The largest gap that is no finding, in percent as decimal text. */
  readonly limitPercent: string;
};

/** An invoice beside the booked log of its month; amounts in nano-USD, null is unknown. */
export type Reconciliation = {
  readonly portalId: string;
  readonly month: string;
  readonly days: { readonly expected: number; readonly missing: readonly string[]; readonly isOver: boolean };
  readonly priceVersions: readonly string[];
  readonly booked: Record<BookedCredits['kind'] | 'ours', CreditSum>;
  /** Under their own keys: in none of our figures. */
  readonly customersMilliCredits: bigint;
  readonly invoiceNanoUsd: bigint;
  /** What the month's credits really cost: by lots where there are any, else the invoice. */
  readonly effectiveNanoUsd: bigint | null;
  readonly gap: InvoiceGap;
  readonly perCredit: PerCredit | null;
  readonly perCall: PerCall | null;
  readonly lots: LotsReport | null;
  readonly findings: readonly string[];
};

type Reader = { readonly database: Readable; readonly clock: Ports['clock'] };

/** Compares an invoice with what the month's own log says; reads alone, and changes nothing. */
export async function reconcileMonth(reader: Reader, input: ReconcileInput): Promise<Reconciliation> {
  const span = spanOf(input.month, dayOf(reader.clock.now()));
  const { days, inMonth, report } = await readMonth(reader, input, span);
  const ours = inMonth.filter(({ payer }) => payer === 'ours');
  const theirs = inMonth.filter(({ payer }) => payer === 'customer');
  const booked = sumsOf(ours);
  const effectiveNanoUsd = report ? report.effectiveNanoUsd : input.invoiceNanoUsd;
  const facts = ours.filter(({ kind }) => kind !== 'quarantined');
  const perCredit = perCreditOf(effectiveNanoUsd, booked.ours);
  return {
    portalId: input.portalId,
    month: input.month,
    days,
    priceVersions: [...new Set(ours.map(({ priceVersion }) => priceVersion))].sort(),
    booked,
    customersMilliCredits: sumOf(theirs).milliCredits,
    invoiceNanoUsd: input.invoiceNanoUsd,
    effectiveNanoUsd,
    gap: gapOf(booked.ours.nanoUsd, effectiveNanoUsd, input.limitPercent),
    perCredit,
    perCall: perCredit && perCallOf(effectiveNanoUsd, booked.ours, facts),
    lots: report,
    findings: [
      ...(days.isOver ? [] : [`${input.month} is not over: the log ends on ${span.last}.`]),
      ...(booked.ours.nanoUsd === null ? ['Some credits have no price: the gap cannot be told.'] : []),
      ...(report?.findings ?? []),
    ],
  };
}

/** The month's credits and missing days; with lots, everything since the first of them was bought. */
async function readMonth({ database }: Reader, input: ReconcileInput, span: Span) {
  const { portalId, month, lots, invoiceNanoUsd } = input;
  const from = earliest([span.first, ...(lots ?? []).map(({ boughtOn }) => boughtOn)]);
  const range = { portalId, from, to: span.last };
  const read = await readBookedCredits(database, range);
  const booked = await readBookedDays(database, range);
  const missing = (first: string, last: string) => daysFrom(first, last).filter((day) => !booked.has(day));
  const expected = daysFrom(span.first, span.last).length;
  const days = { expected, missing: missing(span.first, span.last), isOver: span.isOver };
  const inMonth = read.filter(({ day }) => day >= span.first);
  if (!lots) return { days, inMonth, report: null };
  const ours = read.filter(({ payer }) => payer === 'ours');
  const missingBefore = missing(from, addDays(span.first, -1)).length;
  const report = reportLots(lots, consumeLots(lots, ours, month), { month, invoiceNanoUsd, missingBefore });
  return { days, inMonth, report };
}

type Span = { readonly first: string; readonly last: string; readonly isOver: boolean };

/** The complete days of a month, up to yesterday. */
function spanOf(month: string, today: string): Span {
  const first = `${month}-01`;
  const end = addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1);
  if (first >= today) {
    throw new UnprocessableError('month-not-begun', `${month} has no complete day yet.`);
  }
  return end < today
    ? { first, last: end, isOver: true }
    : { first, last: addDays(today, -1), isOver: false };
}

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function earliest(days: readonly string[]): string {
  return days.reduce((least, day) => (day < least ? day : least));
}

function sumsOf(rows: readonly BookedCredits[]): Reconciliation['booked'] {
  const of = (kind: BookedCredits['kind']) => sumOf(rows.filter((row) => row.kind === kind));
  return { ours: sumOf(rows), cogs: of('cogs'), cac: of('cac'), quarantined: of('quarantined') };
}

function sumOf(rows: readonly BookedCredits[]): CreditSum {
  return rows.reduce<CreditSum>(
    (sum, { milliCredits, nanoUsd }) => ({
      milliCredits: sum.milliCredits + milliCredits,
      nanoUsd: sum.nanoUsd === null || nanoUsd === null ? null : sum.nanoUsd + nanoUsd,
    }),
    { milliCredits: 0n, nanoUsd: 0n },
  );
}
