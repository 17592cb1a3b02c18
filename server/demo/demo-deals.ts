import type { Sizing, SizingLine } from '@dealfloor/price-book';
import { DANA, type DemoPerson, PRIYA, TOM } from './demo-company.ts';

/** One deal of the demo company: what HubSpot holds, and how it was sized. */
export type DemoDeal = {
  readonly id: string;
  readonly company: string;
  readonly owner: DemoPerson;
  readonly stage: 'qualifiedtobuy' | 'presentationscheduled' | 'contractsent' | 'closedwon';
  readonly amount: string;
  readonly closesInDays: number;
  readonly sizing: Sizing;
};

type Terms = Partial<Omit<Sizing, 'useCase' | 'lines'>>;

export function perDay(endpoint: string, operations: number, pages = 1, dedupe?: string): SizingLine {
  const levers = dedupe === undefined ? [] : [{ kind: 'dedupe' as const, share: dedupe }];
  return { endpoint, operations, per: 'day', pages, levers };
}

export function sized(useCase: string, terms: Terms, lines: SizingLine[]): Sizing {
  return {
    useCase,
    plan: 'team',
    keyMode: 'shared',
    trial: null,
    currency: 'USD',
    price: null,
    discount: '0',
    minimumPerMonth: null,
    ramp: [],
    oneOffFee: '0',
    termMonths: 12,
    growthPerMonth: '0',
    daysUsedPerMonth: 30,
    trackedProfiles: 0,
    ...terms,
    lines,
  };
}

function team(seats: number, discount: string, growthPerMonth: string): Terms {
  return { price: { kind: 'seat', seats, pricePerSeat: '89' }, discount, growthPerMonth };
}

function ownKey(discount: string, growthPerMonth: string): Terms {
  const price = { kind: 'platform-fee', feePerMonth: '799' } as const;
  return { plan: 'own-key', keyMode: 'byo', price, discount, growthPerMonth };
}

export const NORTHWIND: DemoDeal = {
  id: '1001',
  company: 'Northwind Influence',
  owner: PRIYA,
  stage: 'qualifiedtobuy',
  amount: '34496.40',
  closesInDays: 24,
  sizing: sized('nightly-refresh', team(34, '0.05', '0.02'), [
    perDay('/userinfo-by-username/', 6_500),
    perDay('/user-posts/', 6_500),
    perDay('/user-followers/', 1_300, 5),
  ]),
};

export const LUMEN: DemoDeal = {
  id: '1002',
  company: 'Lumen Agency',
  owner: PRIYA,
  stage: 'closedwon',
  amount: '12816',
  closesInDays: -6,
  sizing: sized('creator-discovery', team(12, '0', '0.01'), [
    perDay('/search-video/', 600, 3),
    perDay('/userinfo-by-id/', 1_800, 1, '0.3'),
    perDay('/challenge-info-name/', 300),
  ]),
};

export const HARBOR: DemoDeal = {
  id: '1003',
  company: 'Harbor & Pine',
  owner: TOM,
  stage: 'qualifiedtobuy',
  amount: '9588',
  closesInDays: 30,
  sizing: sized('nightly-refresh-own-key', ownKey('0', '0.03'), [
    perDay('/userinfo-by-username/', 9_000),
    perDay('/user-posts/', 9_000),
    perDay('/user-followers/', 1_200, 3),
  ]),
};

export const KESTREL: DemoDeal = {
  id: '1004',
  company: 'Kestrel Monitoring',
  owner: TOM,
  stage: 'presentationscheduled',
  amount: '30000',
  closesInDays: 13,
  sizing: sized('hashtag-monitor', team(30, '0.1', '0.02'), [
    perDay('/challenge-posts/', 480),
    perDay('/post-detail/', 30_000),
    perDay('/userinfo-by-id/', 9_600, 1, '0.3'),
  ]),
};

export const TIDEWATER: DemoDeal = {
  id: '1005',
  company: 'Tidewater Commerce',
  owner: DANA,
  stage: 'presentationscheduled',
  amount: '25632',
  closesInDays: 18,
  sizing: sized('comment-sentiment', team(30, '0.2', '0.03'), [
    perDay('/user-posts/', 1_500),
    perDay('/post-comments/', 3_200, 12),
    perDay('llm:comment-summary', 3_200),
  ]),
};

export const ATLAS: DemoDeal = {
  id: '1006',
  company: 'Atlas Creator Fund',
  owner: DANA,
  stage: 'presentationscheduled',
  amount: '18156',
  closesInDays: 21,
  sizing: sized('nightly-refresh', team(20, '0.15', '0'), [
    perDay('/userinfo-by-username/', 9_978),
    perDay('/user-posts/', 9_978),
  ]),
};

export const PIXELFORGE: DemoDeal = {
  id: '1007',
  company: 'Pixelforge Labs',
  owner: PRIYA,
  stage: 'contractsent',
  amount: '8629.20',
  closesInDays: 3,
  sizing: sized(
    'trial-then-own-key',
    { ...ownKey('0.1', '0.04'), keyMode: 'hybrid', trial: { days: 14, capCallsPerDay: 5_000 } },
    [perDay('/userinfo-by-username/', 3_000), perDay('/user-posts/', 3_000), perDay('/download-video/', 900)],
  ),
};

export const MERIDIAN: DemoDeal = {
  id: '1008',
  company: 'Meridian Research',
  owner: TOM,
  stage: 'presentationscheduled',
  amount: '112780.80',
  closesInDays: 26,
  sizing: sized('research-panel', { ...team(60, '0.12', '0.07'), termMonths: 24 }, [
    perDay('/userinfo-by-id/', 7_500),
    perDay('/user-posts/', 7_500),
    perDay('/user-followers/', 300, 4),
  ]),
};

export const DEMO_DEALS: readonly DemoDeal[] = [
  NORTHWIND,
  LUMEN,
  HARBOR,
  KESTREL,
  TIDEWATER,
  ATLAS,
  PIXELFORGE,
  MERIDIAN,
];

/** A deal that nobody has sized yet: where a newcomer starts. */
export const UNSIZED = {
  id: '1009',
  company: 'Foxglove Media',
  owner: TOM,
  amount: '21360',
  closesInDays: 35,
};

/** How many live accounts are like each use case; facts will count them. */
export const DEMO_COMPARABLE_ACCOUNTS: Readonly<Record<string, number>> = {
  'nightly-refresh': 14,
  'nightly-refresh-own-key': 9,
  'creator-discovery': 11,
  'hashtag-monitor': 6,
  'comment-sentiment': 3,
  'research-panel': 8,
  'trial-then-own-key': 7,
};
