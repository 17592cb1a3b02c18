import type {
  AccountBook,
  AccountDay,
  AccountFigures,
  AccountRow,
  AccountView,
  AccountWindow,
  Viewer,
} from '@dealfloor/price-book';
import { marginOf, marginPercent, parseMoney, printMoney } from '@dealfloor/price-book';

/** Figures whose parts sum, from whole amounts of USD; a null revenue is none, a null cost is unknown. */
export function figures(revenue: string | null, cost: string | null, daysBooked = 30): AccountFigures {
  const earned = parseMoney(revenue ?? '0');
  const spent = cost === null ? null : parseMoney(cost);
  const shared = spent === null ? null : spent / 10n;
  const margin = marginOf(earned, spent);
  return {
    daysBooked,
    revenueUsd: revenue,
    variableUsd: spent === null || shared === null ? '5' : printMoney(spent - shared),
    sharedUsd: shared === null ? null : printMoney(shared),
    costUsd: cost,
    leftOverUsd: spent === null ? null : printMoney(earned - spent),
    grossMargin: { state: margin.state, percent: marginPercent(margin) },
    contributionMargin: { state: 'indeterminate', percent: null },
    billableCalls: '1200',
    milliCredits: '1200000',
    customerPaysUsd: '0',
  };
}

type RowChange = Partial<AccountRow> & Pick<AccountRow, 'tenantId' | 'name'>;

export function row(change: RowChange): AccountRow {
  return {
    plan: 'Team',
    keyMode: 'shared',
    costClass: 'cogs',
    ownerName: 'Imani Cole',
    isNew: false,
    figures: figures('100', '20'),
    word: 'clear',
    topEndpoint: { endpoint: '/user-posts/', label: 'Recent posts (30 per page)', sharePercent: '81.0' },
    ...change,
  };
}

/** Five accounts whose exact cents do not add up when each is rounded by itself. */
export const ROWS: readonly AccountRow[] = [
  row({ tenantId: 't_1', name: 'Brightside Social', figures: figures('3150', '4427.027'), word: 'loss' }),
  row({ tenantId: 't_5', name: 'Silent Works', figures: figures(null, '12.004'), word: null }),
  row({ tenantId: 't_2', name: 'Fresh Start', figures: figures('10', '2.004'), word: null, isNew: true }),
  row({ tenantId: 't_3', name: 'Umber Group', figures: figures('178', '82.004'), word: 'sign_off' }),
  row({ tenantId: 't_4', name: 'Juniper Reach', figures: figures('623', '185.204') }),
];

const FRESH = {
  bookedTo: '2026-11-20',
  expectedTo: '2026-11-20',
  missingDays: [],
  sentence: 'Costs up to 20 Nov.',
};

export function demoAccountBook(viewer: Viewer, window: AccountWindow, key: string | null): AccountBook {
  const hasAll = !viewer.roles.includes('csm');
  const books = hasAll
    ? [
        { key: 'all', name: 'All accounts', accounts: 5 },
        { key: '5031', name: 'Imani Cole', accounts: 5 },
      ]
    : [{ key: 'mine', name: 'My book', accounts: 5 }];
  const [first = { key: 'mine', name: 'My book' }] = books;
  const book = books.find((one) => one.key === key) ?? first;
  return {
    viewer,
    window,
    from: '2026-10-22',
    to: '2026-11-20',
    freshness: FRESH,
    book: { key: book.key, name: book.name },
    books,
    rows: [...ROWS],
    rest: null,
    accounts: 5,
    totals: figures('3961', '4708.243'),
    totalsWord: 'loss',
    targetPercent: '70',
    withoutWorst: { name: 'Brightside Social', grossMargin: { state: 'known', percent: '65.3' } },
    salesCost: {
      accounts: 1,
      rows: [row({ tenantId: 't_9', name: 'Hollow Oak', costClass: 'cac', plan: 'Trial', word: null })],
      restUsd: '0',
      costUsd: '20',
    },
  };
}

function days(count: number): AccountDay[] {
  return Array.from({ length: count }, (_, index): AccountDay => {
    const day = new Date(Date.UTC(2026, 10, 21 - count + index)).toISOString().slice(0, 10);
    const unknown = { revenueUsd: null, variableUsd: null, sharedUsd: null, costUsd: null };
    if (index === 4) return { day, state: 'missing', ...unknown, billableCalls: '0' };
    if (index === 6) {
      return { day, state: 'no-pool', ...unknown, revenueUsd: '105', variableUsd: '3', billableCalls: '40' };
    }
    return {
      day,
      state: 'booked',
      revenueUsd: '105',
      variableUsd: String(100 + index),
      sharedUsd: '20',
      costUsd: String(120 + index),
      billableCalls: '40',
    };
  });
}

export function demoAccount(viewer: Viewer, window: AccountWindow): AccountView {
  const endpoint = { milliCredits: '0', variableUsd: '1', sharedUsd: '1' };
  return {
    viewer,
    window,
    from: '2026-10-22',
    to: '2026-11-20',
    freshness: { ...FRESH, missingDays: ['2026-10-26'] },
    account: row({
      tenantId: 't_1',
      name: 'Brightside Social',
      figures: figures('3150', '4427.027', 29),
      word: 'loss',
    }),
    days: days(Number(window)),
    salesCostUsd: '0',
    endpoints: [
      {
        ...endpoint,
        endpoint: '/post-comments/',
        label: 'Comments, all pages',
        billableCalls: '1000',
        costUsd: '3194.878',
        sharePercent: '72.1',
      },
      {
        ...endpoint,
        endpoint: 'llm:comment-summary',
        label: 'Comment summary (LLM add-on)',
        billableCalls: '0',
        costUsd: '950.028',
        sharePercent: '21.4',
      },
      {
        ...endpoint,
        endpoint: '/user-posts/',
        label: 'Recent posts (30 per page)',
        billableCalls: '200',
        costUsd: '282.121',
        sharePercent: '6.3',
      },
    ],
    priceVersions: [
      { version: '2026-08-01', from: '2026-10-22', to: '2026-10-31', days: 9 },
      { version: '2026-11-01', from: '2026-11-01', to: '2026-11-20', days: 20 },
    ],
    estimate: {
      dealId: '2001',
      dealName: 'Brightside Social renewal',
      estimateVersion: 1,
      signedMarginPercent: '73.7',
      actualMarginPercent: '-40.6',
      signedCostPerDayUsd: '27.560544374',
      actualCostPerDayUsd: '147.56750943',
      signedCallsPerDay: '19900',
      actualCallsPerDay: '108219',
      sentence:
        'Signed at 73.7%, runs at −40.6%: Comments, all pages: 99,537 calls a day, the estimate said 18,600.',
    },
    replay: { bookedUsd: '4427.027', replayedUsd: '4427.027', isSame: true },
    floorPercent: '60',
    targetPercent: '70',
  };
}
