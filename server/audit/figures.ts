import { type Estimate, Sizing } from '@dealfloor/price-book';
import { z } from 'zod';
import type { Ports } from '../ports.ts';

const Named = z.strictObject({ version: z.string(), hash: z.string() });

/**
 * The canonical record of a figure: all that went in, what came out, and by which code. Whoever has the price book and
 * the policy of these hashes computes it again, years later, and gets the same bytes.
 */
export const Figures = z.strictObject({
  inputs: z.strictObject({ sizing: Sizing, comparableAccounts: z.int().nullable(), day: z.string() }),
  priceBook: Named,
  policy: Named,
  /** The shared cost of a month, the calls of everyone else over which it is spread, and the day they are of. */
  pool: z.strictObject({ usdPerMonth: z.string(), otherCalls: z.string(), asOf: z.string() }).nullable(),
  codeVersion: z.string(),
  /** An estimate as it was answered; compared by its bytes, so that no later schema can hide a difference. */
  output: z.record(z.string(), z.unknown()),
});
export type Figures = z.infer<typeof Figures>;

type Saved = {
  readonly sizing: Sizing;
  readonly estimate: Estimate;
  readonly priceBookHash: string;
  readonly policyHash: string;
};

/** The canonical record of an estimate that was made here and now. */
export function figuresOf(
  { codeVersion }: Pick<Ports, 'codeVersion'>,
  { sizing, estimate, priceBookHash, policyHash }: Saved,
): Figures {
  const { shared, range, day } = estimate;
  return {
    inputs: { sizing, comparableAccounts: range.comparableAccounts, day },
    priceBook: { version: estimate.priceBook.version, hash: priceBookHash },
    policy: { version: estimate.policy.version, hash: policyHash },
    pool: shared && { usdPerMonth: shared.poolUsd, otherCalls: shared.otherCalls, asOf: shared.asOf },
    codeVersion,
    output: estimate,
  };
}

/** What an entry recorded before there was a canonical form. */
const Early = z.object({
  sizing: Sizing,
  estimate: z.looseObject({
    priceBook: z.looseObject({ version: z.string() }),
    policy: z.looseObject({ version: z.string() }),
    day: z.string(),
    range: z.looseObject({ comparableAccounts: z.int().nullable() }),
  }),
  priceBookHash: z.string(),
  policyHash: z.string(),
});

const Holding = z.object({ figures: Figures, today: Figures.nullish() });

/** The figures that an entry's record holds: the saved ones, and today's where those stood beside them. */
export function readFigures(record: unknown): Figures[] {
  const held = Holding.safeParse(record);
  if (held.success) return [held.data.figures, ...(held.data.today ? [held.data.today] : [])];
  const early = Early.safeParse(record);
  return early.success ? [fromEarly(early.data)] : [];
}

function fromEarly({ sizing, estimate, priceBookHash, policyHash }: z.infer<typeof Early>): Figures {
  return {
    inputs: { sizing, comparableAccounts: estimate.range.comparableAccounts, day: estimate.day },
    priceBook: { version: estimate.priceBook.version, hash: priceBookHash },
    policy: { version: estimate.policy.version, hash: policyHash },
    pool: null,
    codeVersion: 'not recorded',
    output: estimate,
  };
}
