import {
  type AccountDay,
  type AccountEndpoint,
  type AccountFigures,
  type AccountRow,
  AccountView,
  type AccountWindow,
  type Margin,
  marginOf,
  marginPercent,
  parseMoney,
  printMoney,
} from '@dealfloor/price-book';

/** One account of the demo company, made from its days so that everything that should add up does. */
export type AccountStory = {
  readonly window: AccountWindow;
  readonly account: Partial<AccountRow>;
  /** What one day earns and costs in USD, before the changes of single days. */
  readonly day: { readonly revenue: string | null; readonly variable: string; readonly shared: string };
  /** Days that are something else than booked, by their distance from the last one. */
  readonly others: Readonly<Record<number, AccountDay['state']>>;
  readonly changes: Partial<AccountView>;
};

export const LAST_DAY = '2026-11-20';

const USUAL: AccountStory = {
  window: '30',
  account: {},
  day: { revenue: '80.1', variable: '35.123456789', shared: '5.999999999' },
  others: {},
  changes: {},
};

/** What the service answers about Kestrel, changed as a test needs it; the real schema has checked it. */
export function accountView(story: Partial<AccountStory> = {}): AccountView {
  const told = { ...USUAL, ...story };
  const days = daysOf(told);
  const figures = figuresOf(days);
  return AccountView.parse({
    viewer: { userId: '9031', name: 'Imani Cole', portalId: '1', roles: ['csm'] },
    window: told.window,
    from: days[0]?.day ?? null,
    to: days.at(-1)?.day ?? null,
    freshness: {
      bookedTo: LAST_DAY,
      expectedTo: LAST_DAY,
      missingDays: days.filter((day) => day.state === 'missing').map(({ day }) => day),
      sentence: 'Costs up to 20 Nov 2026.',
    },
    account: {
      tenantId: 't_004',
      name: 'Kestrel Monitoring',
      plan: 'team',
      keyMode: 'shared',
      costClass: 'cogs',
      ownerName: 'Imani Cole',
      isNew: false,
      figures,
      word: wordOf(figures),
      topEndpoint: null,
      ...told.account,
    },
    days,
    salesCostUsd: '0',
    endpoints: endpointsOf(figures),
    priceVersions: [
      { version: '2026-08-01', from: days[0]?.day, to: '2026-10-31', days: 10 },
      { version: '2026-11-01', from: '2026-11-01', to: LAST_DAY, days: 20 },
    ],
    estimate: {
      dealId: '1004',
      dealName: 'Kestrel Monitoring, team plan',
      estimateVersion: 2,
      signedMarginPercent: '49.2',
      actualMarginPercent: figures.grossMargin.percent,
      signedCostPerDayUsd: '40.630944444',
      actualCostPerDayUsd: '41.123456788',
      signedCallsPerDay: '40080',
      actualCallsPerDay: '12000',
      sentence: 'Signed at 49.2%, runs at 48.6%.',
    },
    replay: { bookedUsd: figures.costUsd, replayedUsd: figures.costUsd, isSame: figures.costUsd !== null },
    floorPercent: '60',
    targetPercent: '70',
    ...told.changes,
  });
}

function daysOf({ window, day, others }: AccountStory): AccountDay[] {
  const count = Number(window);
  return Array.from({ length: count }, (_, index) => {
    const state = others[count - 1 - index] ?? 'booked';
    const isEmpty = state === 'missing' || state === 'trial';
    const sharedUsd = isEmpty || state === 'no-pool' ? null : day.shared;
    const variableUsd = isEmpty || state === 'unpriced' ? null : day.variable;
    return {
      day: dayBefore(count - 1 - index),
      state,
      revenueUsd: isEmpty ? null : day.revenue,
      variableUsd,
      sharedUsd,
      costUsd: wholeOf([variableUsd, sharedUsd]),
      billableCalls: isEmpty ? '0' : '12000',
    };
  });
}

function dayBefore(days: number): string {
  return new Date(Date.parse(LAST_DAY) - days * 86_400_000).toISOString().slice(0, 10);
}

function figuresOf(days: readonly AccountDay[]): AccountFigures {
  const sold = days.filter(({ state }) => state !== 'trial' && state !== 'missing');
  const revenueUsd = sumOf(sold.map((day) => day.revenueUsd));
  const [variableUsd, sharedUsd] = [
    wholeOf(sold.map((day) => day.variableUsd)),
    wholeOf(sold.map((day) => day.sharedUsd)),
  ];
  const costUsd = wholeOf([variableUsd, sharedUsd]);
  return {
    daysBooked: days.filter(({ state }) => state !== 'missing').length,
    revenueUsd,
    variableUsd,
    sharedUsd,
    costUsd,
    leftOverUsd: costUsd === null ? null : printMoney(parseMoney(revenueUsd ?? '0') - parseMoney(costUsd)),
    grossMargin: marginViewOf(revenueUsd, costUsd),
    contributionMargin: marginViewOf(revenueUsd, variableUsd),
    billableCalls: String(sold.length * 12_000),
    milliCredits: String(sold.length * 12_000_000),
    customerPaysUsd: '0',
  };
}

function marginViewOf(revenueUsd: string | null, costUsd: string | null): AccountFigures['grossMargin'] {
  if (revenueUsd === null) return { state: 'no-revenue', percent: null };
  const margin: Margin = marginOf(parseMoney(revenueUsd), costUsd === null ? null : parseMoney(costUsd));
  return { state: margin.state, percent: marginPercent(margin) };
}

function wordOf({ grossMargin: { percent } }: AccountFigures): AccountRow['word'] {
  if (percent === null) return null;
  const value = Number(percent);
  return value < 0 ? 'loss' : value < 60 ? 'sign_off' : value < 70 ? 'thin' : 'clear';
}

const ENDPOINTS = ['Post detail', 'Posts of a hashtag', 'User by id'] as const;

/** Three endpoints whose parts have as many decimals as money can have, and sum to the account. */
function endpointsOf({ variableUsd, sharedUsd, costUsd }: AccountFigures): AccountEndpoint[] {
  const [variable, shared] = [inThree(variableUsd), inThree(sharedUsd)];
  return ENDPOINTS.map((label, index) => {
    const parts = [variable[index] ?? null, shared[index] ?? null];
    return {
      endpoint: `/endpoint-${index}/`,
      label,
      billableCalls: '120000',
      milliCredits: '120000000',
      variableUsd: parts[0] ?? null,
      sharedUsd: parts[1] ?? null,
      costUsd: wholeOf(parts),
      sharePercent: costUsd === null ? null : '33.3',
    };
  });
}

function inThree(amount: string | null): (string | null)[] {
  if (amount === null) return [null, null, null];
  const nano = parseMoney(amount);
  const third = nano / 3n;
  return [nano - 2n * third, third, third].map(printMoney);
}

/** The sum of what is known; null when nothing is. */
function sumOf(amounts: readonly (string | null)[]): string | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : printMoney(known.map(parseMoney).reduce((sum, nano) => sum + nano, 0n));
}

/** The sum, unless a part of it is unknown. */
function wholeOf(amounts: readonly (string | null)[]): string | null {
  return amounts.includes(null) ? null : sumOf(amounts);
}
