import type { AccountFigures, AccountRow, CostClass, KeyMode, Policy, Rates } from '@dealfloor/price-book';
import type { Database } from '../db/database.ts';
import { type EndpointCost, firstDayOf, topEndpoint } from './account-costs.ts';
import { type AccountSums, costOf, figuresOf, grossMarginOf, wordOf } from './account-figures.ts';
import type { BookedWindow } from './account-window.ts';
import { sharePercent } from './share-percent.ts';

/** An account as its name and plan stand today, with what it sums to over a window. */
export type AccountFacts = AccountSums & {
  readonly tenantId: string;
  readonly name: string;
  readonly plan: string;
  readonly keyMode: KeyMode;
  readonly costClass: CostClass;
  readonly ownerId: string | null;
  readonly costDays: number;
};

/** What an account is judged and named by. */
export type RowContext = {
  readonly database: Database;
  readonly portalId: string;
  readonly window: BookedWindow;
  readonly owners: ReadonlyMap<string, string>;
  readonly policy: Policy | null;
  readonly rates: Rates | null;
};

const FIRST_WEEK_DAYS = 7;

/** An account as a book shows it; a trial and an account in its first week are not judged. */
export async function accountRow(context: RowContext, facts: AccountFacts): Promise<AccountRow> {
  const { database, portalId, window, owners, policy } = context;
  const { tenantId, name, plan, keyMode, costClass, ownerId } = facts;
  const isNew = await isInFirstWeek(context, facts);
  const isJudged = costClass === 'cogs' && !isNew;
  const figures: AccountFigures = figuresOf(facts, window.booked.length);
  return {
    tenantId,
    name,
    plan: planName(context.rates, plan),
    keyMode,
    costClass,
    ownerName: ownerId === null ? null : (owners.get(ownerId) ?? null),
    isNew,
    figures,
    word: isJudged ? wordOf(grossMarginOf(facts), policy) : null,
    topEndpoint: shownEndpoint(context, facts, await topEndpoint(database, portalId, window, facts)),
  };
}

/** Whoever used something on seven days is not new; of the others the first day of all decides. */
async function isInFirstWeek(
  { database, portalId, window }: RowContext,
  { tenantId, costDays }: AccountFacts,
) {
  if (costDays >= FIRST_WEEK_DAYS) return false;
  const first = await firstDayOf(database, portalId, tenantId);
  return window.booked.filter((day) => first === null || day >= first).length < FIRST_WEEK_DAYS;
}

function shownEndpoint({ rates }: RowContext, facts: AccountFacts, top: EndpointCost | null) {
  if (!top) return null;
  const { endpoint, nanoUsd } = top;
  return { endpoint, label: labelOf(rates, endpoint), sharePercent: sharePercent(nanoUsd, costOf(facts)) };
}

/** How today's price book names an endpoint; one that it does not know goes by its path. */
export function labelOf(rates: Rates | null, endpoint: string): string {
  return rates?.endpoints.get(endpoint)?.profile.label ?? endpoint;
}

/** How today's price book names a plan; one that it does not sell goes by its id. */
function planName(rates: Rates | null, plan: string): string {
  return rates?.book.plans.find(({ id }) => id === plan)?.name ?? plan;
}
