import { addDays } from '../clock.ts';
import type { DayRevenue, PoolPart, TenantTerms, Terms } from '../facts/save-terms.ts';
import { DEAL_OF_ACCOUNT } from './account-deals.ts';
import {
  companyIdOf,
  DEMO_ACCOUNTS,
  DEMO_DAYS,
  type DemoAccount,
  type DemoTerms,
  tenantIdOf,
} from './demo-accounts.ts';

const NANO_PER_USD = 1_000_000_000n;
const DAY_MS = 86_400_000;

/** Shared cost of a day by component, in whole USD: $50 together. */
const POOL_USD = { servers: 22, database: 14, network: 6, queue: 5, monitoring: 3 };

/** Plans, owners, revenue and shared cost of the 90 days from `firstDay` on. */
export function demoTerms(firstDay: string): Terms {
  const days = Array.from({ length: DEMO_DAYS }, (_, number) => number);
  return {
    tenants: DEMO_ACCOUNTS.flatMap((account) => tenantRows(account, firstDay)),
    revenue: DEMO_ACCOUNTS.flatMap((account) => days.flatMap((day) => revenueOf(account, firstDay, day))),
    pool: days.flatMap((day) => poolOf(addDays(firstDay, day))),
  };
}

/** The terms on which an account stood on a day of the 90; null before it came. */
export function termsOn({ terms }: DemoAccount, day: number): DemoTerms | null {
  return terms.findLast(({ fromDay }) => fromDay <= day) ?? null;
}

function tenantRows(account: DemoAccount, firstDay: string): TenantTerms[] {
  const { number, name, csm, cohort, useCase, terms } = account;
  return terms.map(({ fromDay, plan, keyMode, costClass }) => {
    const cameOn = addDays(firstDay, account.startDay);
    return {
      tenantId: tenantIdOf(number),
      effectiveFrom: fromDay === 0 ? `${cohort}-01` : addDays(firstDay, fromDay),
      name,
      plan,
      keyMode,
      costClass,
      ownerId: csm.ownerId,
      cohort: cohort ?? cameOn.slice(0, 7),
      companyId: companyIdOf(number),
      dealId: DEAL_OF_ACCOUNT.get(number) ?? null,
      useCase,
    };
  });
}

/** A thirtieth of the month's price each day, such that any 30 days on end sum to it exactly. */
function revenueOf(account: DemoAccount, firstDay: string, day: number): DayRevenue[] {
  const terms = termsOn(account, day);
  if (!terms || terms.costClass === 'cac') return [];
  const eventDate = addDays(firstDay, day);
  const month = BigInt(terms.monthlyUsd) * NANO_PER_USD;
  const count = BigInt(Date.parse(`${eventDate}T00:00:00Z`) / DAY_MS);
  const dayRevenueNanoUsd = ((count + 1n) * month) / 30n - (count * month) / 30n;
  return [{ tenantId: tenantIdOf(account.number), eventDate, dayRevenueNanoUsd }];
}

function poolOf(eventDate: string): PoolPart[] {
  return Object.entries(POOL_USD).map(([component, usd]) => ({
    eventDate,
    component,
    amountNanoUsd: BigInt(usd) * NANO_PER_USD,
  }));
}
