import type { CostClass, KeyMode } from '@dealfloor/price-book';
import type { Mix } from '../facts/generate/mixes.ts';
import { type DemoPerson, IMANI, LUKAS, SOFIA } from './demo-company.ts';

/** On what terms an account stood from a day of the demo's 90 on; 0 means since it was sold. */
export type DemoTerms = {
  readonly fromDay: number;
  readonly plan: string;
  readonly keyMode: KeyMode;
  readonly costClass: CostClass;
  readonly monthlyUsd: number;
};

/** One account of the demo company. */
export type DemoAccount = {
  readonly number: number;
  readonly name: string;
  readonly csm: DemoPerson;
  /** The month in which it came, like 2025-11; null for one that came within the 90 days. */
  readonly cohort: string | null;
  readonly mix: Mix;
  readonly growthPerMonth: number;
  /** Upstream calls a day, on average over the last 30 days. */
  readonly callsPerDay: number;
  /** The first day it used anything, of the demo's 90. */
  readonly startDay: number;
  readonly terms: readonly DemoTerms[];
};

/** What the demo's facts cover: 90 days up to yesterday, numbered from 0. */
export const DEMO_DAYS = 90;
/** The day whose log was lost. */
export const MISSING_DAY = 14;

type Row = readonly [
  number: number,
  name: string,
  plan: string,
  mix: Mix,
  monthlyUsd: number,
  csm: DemoPerson,
  cohort: string,
  growthPerMonth: number,
  callsPerDay: number,
];

const ROWS: readonly Row[] = [
  [1, 'Brightside Social', 'enterprise', 'comments', 3_150, IMANI, '2025-11', 0.11, 101_600],
  [2, 'Quill & Crane', 'enterprise', 'hydrate', 3_570, LUKAS, '2026-01', 0.002, 39_000],
  [3, 'Marlow Agency', 'enterprise', 'nightly', 2_730, SOFIA, '2026-03', 0.039, 20_680],
  [4, 'Fenwick Media', 'enterprise', 'panel', 1_050, IMANI, '2026-05', 0.027, 12_950],
  [5, 'Saltmarsh Studio', 'pro', 'nightly', 1_490, LUKAS, '2026-07', 0.034, 9_590],
  [6, 'Copper Lane', 'own-key', 'discovery', 799, SOFIA, '2025-11', 0.039, 4_100],
  [7, 'Juniper Reach', 'team', 'nightly', 623, IMANI, '2026-01', 0.031, 5_400],
  [8, 'Oakridge Insights', 'pro', 'media', 1_043, LUKAS, '2026-03', 0.023, 4_700],
  [9, 'Parallel Creators', 'pro', 'nightly', 596, SOFIA, '2026-05', 0.009, 3_650],
  [10, 'Rookery Digital', 'own-key', 'discovery', 799, IMANI, '2026-07', 0.013, 2_400],
  [11, 'Sable & Co', 'pro', 'comments', 298, LUKAS, '2025-11', -0.007, 2_700],
  [12, 'Thistle Analytics', 'pro', 'hydrate', 447, SOFIA, '2026-01', 0.039, 2_300],
  [13, 'Umber Group', 'team', 'nightly', 178, IMANI, '2026-03', 0.008, 2_185],
  [14, 'Vantagewood', 'pro', 'panel', 447, LUKAS, '2026-05', 0.035, 1_860],
  [15, 'Willow Park PR', 'own-key', 'nightly', 799, SOFIA, '2026-07', 0.014, 1_700],
  [16, 'Yarrow Brands', 'team', 'discovery', 267, IMANI, '2025-11', 0.003, 1_600],
  [17, 'Zephyr Talent', 'pro', 'nightly', 298, LUKAS, '2026-01', 0.027, 1_390],
  [18, 'Anchor Bay', 'pro', 'media', 447, SOFIA, '2026-03', 0.023, 1_280],
  [19, 'Birchline', 'team', 'nightly', 178, IMANI, '2026-05', 0.002, 1_200],
  [20, 'Cobalt Street', 'own-key', 'discovery', 799, LUKAS, '2026-07', 0.004, 1_100],
  [21, 'Driftwood Media', 'pro', 'comments', 298, SOFIA, '2025-11', 0.017, 1_010],
  [22, 'Elmstead', 'team', 'hydrate', 178, IMANI, '2026-01', 0.026, 934],
  [23, 'Foxglove Agency', 'pro', 'nightly', 298, LUKAS, '2026-03', -0.006, 885],
  [24, 'Granary Works', 'pro', 'panel', 298, SOFIA, '2026-05', 0.011, 825],
  [25, 'Hollow Oak', 'trial', 'nightly', 0, IMANI, '2026-07', 0.012, 792],
  [26, 'Inkwell Social', 'pro', 'discovery', 298, LUKAS, '2025-11', -0.002, 729],
  [27, 'Jasper Collective', 'own-key', 'nightly', 799, SOFIA, '2026-01', 0.028, 689],
  [28, 'Kingfisher Data', 'team', 'media', 178, IMANI, '2026-03', 0.02, 640],
  [29, 'Larkspur', 'pro', 'nightly', 298, LUKAS, '2026-05', 0.026, 619],
  [30, 'Millrace', 'pro', 'discovery', 298, SOFIA, '2026-07', 0.004, 602],
  [31, 'Nettle & Thorn', 'team', 'comments', 178, IMANI, '2025-11', 0.005, 548],
  [32, 'Orchard Talent', 'trial', 'hydrate', 0, LUKAS, '2026-01', 0.036, 510],
  [33, 'Peregrine PR', 'pro', 'nightly', 298, SOFIA, '2026-03', 0.034, 522],
  [34, 'Quarry Hill', 'own-key', 'panel', 799, IMANI, '2026-05', 0.002, 480],
  [35, 'Redwater', 'pro', 'nightly', 298, LUKAS, '2026-07', 0.003, 485],
  [36, 'Stonecrop', 'free', 'discovery', 0, SOFIA, '2025-11', 0.025, 452],
  [37, 'Tansy Labs', 'team', 'nightly', 178, IMANI, '2026-01', 0.034, 423],
  [38, 'Upland Media', 'trial', 'media', 0, LUKAS, '2026-03', 0.001, 409],
  [39, 'Verge Studio', 'free', 'nightly', 0, SOFIA, '2026-05', -0.003, 391],
  [40, 'Wren House', 'free', 'discovery', 0, IMANI, '2026-07', 0.02, 379],
];

/** Accounts that came, or changed plan or key, within the 90 days. */
const CHANGED: Readonly<Record<number, Pick<DemoAccount, 'startDay' | 'terms'>>> = {
  8: { startDay: 38, terms: [paid(38, 'pro', 1_043)] },
  19: { startDay: 38, terms: [paid(38, 'team', 178)] },
  30: { startDay: 38, terms: [unpaid(38, 'trial'), paid(52, 'pro', 298)] },
  34: { startDay: 0, terms: [paid(0, 'pro', 298), ownKey(40, 799)] },
  35: { startDay: 0, terms: [paid(0, 'team', 178), paid(45, 'pro', 298)] },
};

/** The 40 accounts; what they use and pay is made up, and the same in every start. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = ROWS.map(
  ([number, name, plan, mix, monthlyUsd, csm, cohort, growthPerMonth, callsPerDay]) => {
    const { startDay, terms } = CHANGED[number] ?? { startDay: 0, terms: [termsOf(plan, monthlyUsd)] };
    return {
      number,
      name,
      csm,
      cohort: startDay === 0 ? cohort : null,
      mix,
      growthPerMonth,
      callsPerDay,
      startDay,
      terms,
    };
  },
);

/** The id under which usage is logged: t_001. */
export function tenantIdOf(number: number): string {
  return `t_${String(number).padStart(3, '0')}`;
}

/** The account's company in HubSpot: 80001 for t_001. */
export function companyIdOf(number: number): string {
  return `8${String(number).padStart(4, '0')}`;
}

function termsOf(plan: string, monthlyUsd: number): DemoTerms {
  if (plan === 'own-key') return ownKey(0, monthlyUsd);
  return monthlyUsd === 0 ? unpaid(0, plan) : paid(0, plan, monthlyUsd);
}

function paid(fromDay: number, plan: string, monthlyUsd: number): DemoTerms {
  return { fromDay, plan, keyMode: 'shared', costClass: 'cogs', monthlyUsd };
}

function ownKey(fromDay: number, monthlyUsd: number): DemoTerms {
  return { fromDay, plan: 'own-key', keyMode: 'byo', costClass: 'cogs', monthlyUsd };
}

/** Trials and free plans are a sales cost. */
function unpaid(fromDay: number, plan: string): DemoTerms {
  return { fromDay, plan, keyMode: 'shared', costClass: 'cac', monthlyUsd: 0 };
}
