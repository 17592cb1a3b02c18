import { compileRates, cost, ONE, PriceBook, type Rates, runTerm } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileDeal } from '../../price-book/compiled-deal.ts';
import { runInputOf } from '../../price-book/context.ts';
import { monthCost } from '../../price-book/month.ts';
import { add, multiply, type Ratio, ratioOf } from '../../price-book/ratio.ts';
import { callsOf, creditPayer, flowsOfMonth, usageLines } from '../../price-book/usage.ts';
import { anySizing, decimalText } from './arbitraries.ts';
import { contextWith, lineOf, SEED_BOOK, SEED_RATES } from './worlds.ts';

/** Price books with rates that round, packs that climb, and now and then a meter without a price. */
const anyBook: fc.Arbitrary<Rates> = fc
  .record({
    rates: fc.record(
      {
        credit: decimalText(1, 8),
        db_write: decimalText(1, 12),
        db_read: decimalText(1, 12),
        worker_sec: decimalText(1, 12),
        llm_input_token: decimalText(1, 12),
        llm_output_token: decimalText(1, 12),
        egress_gb: decimalText(1, 12),
      },
      { requiredKeys: ['credit', 'db_write', 'db_read', 'egress_gb'] },
    ),
    creditPacks: fc.option(
      fc.record({
        otherCreditsPerMonth: fc.nat(),
        usdPerCredit: fc
          .tuple(fc.integer({ min: 1, max: 2 ** 31 }), decimalText(1, 9), decimalText(1, 9))
          .map(([upTo, first, rest]) => [
            { upTo, price: first },
            { upTo: null, price: rest },
          ]),
      }),
    ),
  })
  .map((changes) => compileRates(PriceBook.parse({ ...SEED_BOOK, ...changes })));

describe('the months of a run cost exactly what cost() says of their lines', () => {
  it('for any price book, sizing, lever, cache hit, key mode and growth', () => {
    fc.assert(
      fc.property(anyBook, anySizing(), fc.constantFrom('1', '0.8', '1.35'), (rates, sizing, factor) => {
        const run = runTerm(runInputOf(contextWith(sizing, { rates })), ratioOf(factor));
        const flows = flowsOfMonth(sizing);
        const isMeasured = flows.some((flow) => flow.calls.numerator > 0n || flow.hits.numerator > 0n);
        const growth = add(ONE, ratioOf(sizing.growthPerMonth));
        let scale: Ratio = ratioOf(factor);
        for (const month of run.months) {
          const lines = usageLines(rates, callsOf(rates, flows, scale));
          const priced = cost(rates, lines, creditPayer(sizing.keyMode));
          expect(month.variableNanoUsd).toBe(isMeasured ? priced.variableNanoUsd : null);
          scale = multiply(scale, growth);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('where every price per call is whole, no line needs a rounding of its own', () => {
    const profile = SEED_RATES.endpoints.get('/user-posts/');
    expect(profile?.unitCost.ours).toMatchObject({ nanoUsdPerCall: 846_555n, rounded: [] });
    expect(profile?.unitCost.customer.nanoUsdPerCall).toBe(846_555n - 800_000n);
  });

  it('where it is not, the line is rounded for itself: 100 bytes a call are 8.5 nano-dollars', () => {
    const unit = SEED_RATES.endpoints.get('/userid/')?.unitCost.ours;
    expect(unit?.rounded).toHaveLength(1);
    const deal = compileDeal(runInputOf(contextWith({ lines: [lineOf('/userid/', 1, { per: 'month' })] })));
    expect(monthCost(deal, ONE).variableNanoUsd).toBe(800_000n + 1_200n + 400n + 1_620n + 8n);
  });
});
