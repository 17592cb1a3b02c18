import { NANO, printMoney } from '@dealfloor/price-book';
import { addDays } from '../clock.ts';
import type { ImportFile } from '../facts/imports/import-file.ts';
import { DEAL_OF_ACCOUNT } from './account-deals.ts';
import {
  companyIdOf,
  DEMO_ACCOUNTS,
  DEMO_DAYS,
  type DemoAccount,
  type DemoTerms,
  tenantIdOf,
} from './demo-accounts.ts';

const DAY_MS = 86_400_000;

/** Shared cost of a day by component, in whole USD: $50 together. */
const POOL_USD = { servers: 22, database: 14, network: 6, queue: 5, monitoring: 3 };

/** What another system would hand in for the 90 days from `firstDay` on: accounts, revenue and shared cost. */
export type DemoFiles = Readonly<Record<'tenants' | 'revenue' | 'pool', ImportFile>>;

export function demoFiles(firstDay: string): DemoFiles {
  const days = Array.from({ length: DEMO_DAYS }, (_, number) => number);
  return {
    tenants: fileOf('tenants.csv', [
      'tenant_id,effective_from,name,plan,key_mode,cost_class,owner_id,cohort,company_id,deal_id',
      ...DEMO_ACCOUNTS.flatMap((account) => tenantRows(account, firstDay)),
    ]),
    revenue: fileOf('revenue.csv', [
      'event_date,tenant_id,revenue_usd_day',
      ...days.flatMap((day) => DEMO_ACCOUNTS.flatMap((account) => revenueOf(account, firstDay, day))),
    ]),
    pool: fileOf('pool.csv', [
      'event_date,component,amount_usd',
      ...days.flatMap((day) => poolOf(addDays(firstDay, day))),
    ]),
  };
}

function fileOf(name: string, lines: readonly string[]): ImportFile {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  return {
    name,
    read: async function* () {
      yield bytes;
    },
  };
}

/** The terms on which an account stood on a day of the 90; null before it came. */
export function termsOn({ terms }: DemoAccount, day: number): DemoTerms | null {
  return terms.findLast(({ fromDay }) => fromDay <= day) ?? null;
}

function tenantRows(account: DemoAccount, firstDay: string): string[] {
  const { number, name, csm, terms } = account;
  const cohort = account.cohort ?? addDays(firstDay, account.startDay).slice(0, 7);
  const deal = DEAL_OF_ACCOUNT.get(number) ?? '';
  return terms.map(({ fromDay, plan, keyMode, costClass }) => {
    const effectiveFrom = fromDay === 0 ? `${cohort}-01` : addDays(firstDay, fromDay);
    const stood = [tenantIdOf(number), effectiveFrom, name, plan, keyMode, costClass];
    return [...stood, csm.ownerId, cohort, companyIdOf(number), deal].join(',');
  });
}

/** A thirtieth of the month's price each day, such that any 30 days on end sum to it exactly. */
function revenueOf(account: DemoAccount, firstDay: string, day: number): string[] {
  const terms = termsOn(account, day);
  if (!terms || terms.costClass === 'cac') return [];
  const eventDate = addDays(firstDay, day);
  const month = BigInt(terms.monthlyUsd) * NANO;
  const count = BigInt(Date.parse(`${eventDate}T00:00:00Z`) / DAY_MS);
  const amount = ((count + 1n) * month) / 30n - (count * month) / 30n;
  return [`${eventDate},${tenantIdOf(account.number)},${printMoney(amount)}`];
}

function poolOf(eventDate: string): string[] {
  return Object.entries(POOL_USD).map(([component, usd]) => `${eventDate},${component},${usd}`);
}
