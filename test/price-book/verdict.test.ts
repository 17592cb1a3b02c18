import { estimateDeal, type Policy, type Sizing, VERDICT_NAMES } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySizing } from './arbitraries.ts';
import { contextWith, lineOf, POLICY, ratesPriced, ratesWith } from './worlds.ts';

const FEE = (feePerMonth: string): Sizing['price'] => ({ kind: 'platform-fee', feePerMonth });

/** 1,000 profiles a day cost $24.13836 of variable and $5.976096 of shared cost a month. */
const COST_PER_MONTH = 30.114455618;

function verdictOf(
  changes: Partial<Sizing>,
  policy: Partial<Policy> = {},
  comparableAccounts: number | null = 10,
) {
  const world = { policy: { ...POLICY, ...policy }, comparableAccounts };
  return estimateDeal(contextWith(changes, world)).verdict;
}

function rulesOf(...args: Parameters<typeof verdictOf>): string {
  return verdictOf(...args)
    .rules.map((rule) => rule.id)
    .join(' ');
}

describe('the five words', () => {
  it('the plain deal costs what the following prices are measured against', () => {
    const { month } = estimateDeal(contextWith());
    expect(Number(month.costUsd)).toBeCloseTo(COST_PER_MONTH, 9);
  });

  it.each([
    ['clear', '120', ''],
    ['thin', '95', ''],
    ['sign_off', '70', 'R1 R2'],
    ['loss', '30', 'R1 R2 R4'],
    ['loss', '0', 'R1 R2 R4'],
  ])('%s at a fee of $%s a month: %s', (word, fee, rules) => {
    expect(verdictOf({ price: FEE(fee) }).word).toBe(word);
    expect(rulesOf({ price: FEE(fee) })).toBe(rules);
  });

  it('each has a name and says what follows', () => {
    expect(Object.values(VERDICT_NAMES)).toEqual(['Clear', 'Thin', 'Sign-off', 'Loss', 'Unknown']);
    expect(verdictOf({ price: FEE('120') }).sentence).toBe('No sign-off needed.');
    expect(verdictOf({ price: FEE('95') })).toMatchObject({
      headline: '68.3% margin',
      sentence: 'Under the 70% target. Allowed. Your manager sees it in the weekly list.',
    });
    expect(verdictOf({ price: FEE('70') }).sentence).toBe(
      'Below the 60% floor. Finance signs before the contract goes out.',
    );
  });

  it('no revenue at all is a loss with a word for it and no percentage', () => {
    const { term, verdict } = estimateDeal(contextWith({ price: FEE('0') }));
    expect(term.grossMargin).toEqual({ state: 'no-revenue', percent: null });
    expect(verdict).toMatchObject({ word: 'loss', headline: 'No revenue' });
  });
});

describe('R1: term margin below the floor', () => {
  it('is silent exactly at the floor', () => {
    const atFloor = estimateDeal(contextWith({ price: FEE('75.286139045') }));
    expect(atFloor.term.grossMargin.percent).toBe('60.0');
    expect(atFloor.verdict.rules.map((rule) => rule.id)).not.toContain('R1');
    const under = estimateDeal(contextWith({ price: FEE('75.286139044') }));
    expect(under.term.grossMargin.percent).toBe('59.9');
    expect(under.verdict.rules[0]?.id).toBe('R1');
  });

  it('one-off fees count in the term', () => {
    expect(rulesOf({ price: FEE('70') })).toContain('R1');
    expect(rulesOf({ price: FEE('70'), oneOffFee: '200' }, { highUsageFloor: null })).toBe('');
  });
});

describe('R2: margin at the high usage factor', () => {
  const band = (high: string) => ({ defaultUsageBand: { low: '1', high } });

  it('fires when usage that runs high leaves too little, though the expected margin passes', () => {
    expect(rulesOf({ price: FEE('95') }, band('1.7'))).toBe('');
    expect(rulesOf({ price: FEE('95') }, band('1.8'))).toBe('R2');
  });

  it('says the margin and the one that is asked', () => {
    const [rule] = verdictOf({ price: FEE('95') }, band('2')).rules;
    expect(rule).toEqual({
      id: 'R2',
      title: 'Too thin if usage runs high',
      sentence: 'Only 36.6% if usage runs high; at least 45% is asked.',
      month: null,
    });
  });

  it('is off without a floor for high usage', () => {
    expect(rulesOf({ price: FEE('95') }, { ...band('9'), highUsageFloor: null })).toBe('');
  });

  it('takes the range of the use case before the policy’s', () => {
    const estimate = estimateDeal(contextWith({ useCase: 'comment-sentiment' }));
    expect(estimate.range).toMatchObject({
      lowUsageFactor: '0.7',
      highUsageFactor: '1.9',
      source: 'declared',
    });
    const plain = estimateDeal(contextWith());
    expect(plain.range).toMatchObject({ lowUsageFactor: '0.8', highUsageFactor: '1.3' });
  });
});

describe('R3: a long term that sinks', () => {
  const growing = { price: FEE('120'), growthPerMonth: '0.05' };
  const lenient = { highUsageFloor: null };

  it('asks about terms longer than twelve months alone', () => {
    expect(rulesOf({ ...growing, termMonths: 12 }, lenient)).toBe('');
    expect(rulesOf({ ...growing, termMonths: 13 }, lenient)).toBe('R3');
    expect(rulesOf({ ...growing, termMonths: 13 }, { ...lenient, exitRuleOverMonths: null })).toBe('');
    expect(rulesOf({ ...growing, termMonths: 12 }, { ...lenient, exitRuleOverMonths: 11 })).toBe('R3');
  });

  it('names the first month below the floor', () => {
    const estimate = estimateDeal(contextWith({ ...growing, termMonths: 13 }));
    const rule = estimate.verdict.rules.find(({ id }) => id === 'R3');
    const first = estimate.months.find((month) => Number(month.marginPercent) < 60)?.month;
    expect(rule).toMatchObject({ month: first, sentence: `Falls below the floor in month ${first}.` });
    expect(estimate.belowFloorFromMonth).toBe(first);
  });

  it('leaves one-off fees out of the months', () => {
    expect(rulesOf({ ...growing, termMonths: 13, oneOffFee: '9999' }, lenient)).toBe('R3');
  });

  it('does not test months inside a price ramp, and does test the first one after it', () => {
    const flat = { price: FEE('120'), termMonths: 24 };
    expect(rulesOf({ ...flat, ramp: ['0.1', '0.2', '1'] }, lenient)).toBe('');
    expect(rulesOf({ ...flat, ramp: ['0.1', '0.2', '0.6'] }, lenient)).toContain('R3');
    const [rule] = verdictOf({ ...flat, ramp: ['0.1', '0.2', '0.62'], oneOffFee: '900' }, lenient).rules;
    expect(rule).toMatchObject({ id: 'R3', month: 3 });
  });

  it('a free month inside the ramp is no breach, a free month of the price is one', () => {
    expect(rulesOf({ price: FEE('120'), termMonths: 24, ramp: ['0', '1'] }, lenient)).toBe('');
    expect(rulesOf({ price: FEE('120'), termMonths: 24, ramp: ['1', '0'] }, lenient)).toContain('R3');
  });

  it('a ramp of ones hides no month', () => {
    const ones = Array.from({ length: 60 }, () => '1');
    expect(rulesOf({ ...growing, termMonths: 24, ramp: ones }, lenient)).toContain('R3');
  });
});

describe('R4: the term loses money', () => {
  it('does not hide R1, and takes precedence in the word', () => {
    expect(rulesOf({ price: FEE('30') })).toBe('R1 R2 R4');
    expect(verdictOf({ price: FEE('30') }).word).toBe('loss');
  });

  it('is silent when cost and revenue are equal to the nano-dollar', () => {
    expect(rulesOf({ price: FEE('30.114455618') })).toBe('R1 R2');
    expect(rulesOf({ price: FEE('30.114455617') })).toBe('R1 R2 R4');
  });
});

describe('R5: few comparable accounts below the target', () => {
  it.each([
    [4, '95', 'R5'],
    [5, '95', ''],
    [4, '120', ''],
    [0, '95', 'R5'],
    [null, '95', ''],
  ])('%s accounts at $%s: %s', (accounts, fee, rules) => {
    expect(rulesOf({ price: FEE(fee) }, {}, accounts)).toBe(rules);
  });

  it('is off without a number, and speaks of one account in the singular', () => {
    expect(rulesOf({ price: FEE('95') }, { comparableAccountsAtLeast: null }, 0)).toBe('');
    expect(verdictOf({ price: FEE('95') }, {}, 1).rules[0]?.sentence).toBe(
      'Only 1 similar account to compare with; 5 are needed below the target.',
    );
  });
});

describe('Unknown never passes', () => {
  const noVolume = { lines: [lineOf('/userid/', null)] };
  const CASES: [string, () => ReturnType<typeof estimateDeal>][] = [
    ['no-price', () => estimateDeal(contextWith({ price: null }))],
    ['no-volume', () => estimateDeal(contextWith(noVolume))],
    ['no-volume', () => estimateDeal(contextWith({ lines: [] }))],
    ['no-volume', () => estimateDeal(contextWith({ lines: [lineOf('/userid/', 0)] }))],
    ['no-volume', () => estimateDeal(contextWith({ lines: [lineOf('/userid/', 5), ...noVolume.lines] }))],
    ['no-rate', () => estimateDeal(contextWith({}, { rates: ratesPriced({ worker_sec: undefined }) }))],
    ['no-pool', () => estimateDeal(contextWith({}, { rates: ratesWith({ sharedPool: null }) }))],
    ['no-exchange-rate', () => estimateDeal(contextWith({ currency: 'SEK' }))],
  ];

  it.each(CASES)('%s', (code, estimate) => {
    const { verdict, term, month, range, belowFloorFromMonth } = estimate();
    expect(verdict.word).toBe('unknown');
    expect(verdict.reasons.map((reason) => reason.code)).toEqual([code]);
    expect(verdict.rules).toEqual([]);
    expect(verdict.headline).toBe('Cannot judge yet');
    expect(verdict.sentence).toBe(verdict.reasons[0]?.sentence);
    expect([term.grossMargin, month.grossMargin]).toEqual([
      { state: 'indeterminate', percent: null },
      { state: 'indeterminate', percent: null },
    ]);
    expect([range.lowPercent, range.highPercent, belowFloorFromMonth]).toEqual([null, null, null]);
  });

  it('what is missing is unknown, never zero', () => {
    expect(estimateDeal(contextWith({ price: null })).term).toMatchObject({
      revenueUsd: null,
      leftOverUsd: null,
    });
    const unmeasured = estimateDeal(contextWith(noVolume));
    expect(unmeasured.term).toMatchObject({ revenueUsd: '21360', costUsd: null, leftOverUsd: null });
    expect(unmeasured.shared).toBeNull();
    expect(estimateDeal(contextWith({}, { rates: ratesWith({ sharedPool: null }) })).month).toMatchObject({
      costUsd: null,
      contributionMargin: { state: 'known', percent: '98.6' },
    });
  });

  it('a price on calls is unknown while the calls are', () => {
    const price = { kind: 'usage', unit: 'call', tierMode: 'flat', charge: 'pro-rata' } as const;
    const tiersPer1000 = [{ upTo: null, price: '2' }];
    const estimate = estimateDeal(contextWith({ ...noVolume, price: { ...price, tiersPer1000 } }));
    expect(estimate.term.revenueUsd).toBeNull();
    const tracked = { ...price, unit: 'tracked-profile', tiersPer1000 } as const;
    const profiles = estimateDeal(contextWith({ ...noVolume, price: tracked, trackedProfiles: 1_000 }));
    expect(profiles.month.revenueUsd).toBe('2');
  });

  it('every reason is listed', () => {
    const rates = ratesWith({ sharedPool: null });
    const { verdict } = estimateDeal(contextWith({ price: null, lines: [], currency: 'SEK' }, { rates }));
    expect(verdict.reasons.map((reason) => reason.code)).toEqual([
      'no-price',
      'no-volume',
      'no-pool',
      'no-exchange-rate',
    ]);
  });

  it('a plan that the price book does not know is judged like a paid one', () => {
    expect(verdictOf({ plan: 'retired', price: FEE('30') }).word).toBe('loss');
  });

  it('trials and free plans are a sales cost and get no verdict', () => {
    const { verdict } = estimateDeal(contextWith({ plan: 'free', price: { kind: 'free' } }));
    expect(verdict).toMatchObject({ word: null, headline: 'Sales cost', rules: [], reasons: [] });
  });
});

describe('for any deal', () => {
  const order = ['R1', 'R2', 'R3', 'R4', 'R5'];

  it('the word follows from the rules, and the rules stand in number order', () => {
    fc.assert(
      fc.property(anySizing(), fc.option(fc.nat({ max: 8 })), (sizing, comparableAccounts) => {
        const { verdict, term } = estimateDeal(contextWith(sizing, { comparableAccounts }));
        if (verdict.word === 'unknown') return;
        const fired = verdict.rules.map((rule) => rule.id);
        expect(fired).toEqual(order.filter((id) => fired.some((each) => each === id)));
        const loses = Number(term.leftOverUsd) < 0;
        expect(verdict.word === 'loss').toBe(loses);
        expect(fired.includes('R4')).toBe(loses);
        if (!loses) expect(verdict.word === 'sign_off').toBe(fired.length > 0);
        if (fired.includes('R1')) expect(Number(term.grossMargin.percent)).toBeLessThan(60);
      }),
      { numRuns: 150 },
    );
  });

  it('a higher price never makes a worse word', () => {
    const words = ['loss', 'sign_off', 'thin', 'clear'];
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 200 }), (fee, more) => {
        const [low, high] = [fee, fee + more].map((each) =>
          words.indexOf(verdictOf({ price: FEE(`${each}`) }).word ?? ''),
        );
        expect(high).toBeGreaterThanOrEqual(low ?? 0);
      }),
      { numRuns: 60 },
    );
  });
});
