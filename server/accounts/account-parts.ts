import type { AccountDay, AccountEndpoint, AccountView, Rates } from '@dealfloor/price-book';
import { addDays } from '../clock.ts';
import { costOf, printKnown } from './account-figures.ts';
import type { AccountHistory, Fact } from './account-history.ts';
import { labelOf } from './account-row.ts';
import type { BookedWindow } from './account-window.ts';
import { sharePercent } from './share-percent.ts';
import { sumFacts } from './sum-facts.ts';

/** Every day of a window; a day on trial of an account that was sold since is told as such and carries no figures. */
export function daysOf(window: BookedWindow, history: AccountHistory): AccountDay[] {
  const booked = new Set(window.booked);
  const byDay = Map.groupBy(history.own, ({ eventDate }) => eventDate);
  const days: AccountDay[] = [];
  for (let day = window.from; day <= window.to; day = addDays(day, 1)) {
    const facts = byDay.get(day) ?? [];
    const revenue = history.ownRevenue.get(day) ?? null;
    const isOther = history.classOn(day) !== history.costClass && facts.length === 0 && revenue === null;
    if (!booked.has(day)) days.push(without(day, 'missing'));
    else if (isOther) days.push(without(day, 'trial'));
    else days.push(bookedDay(day, facts, revenue));
  }
  return days;
}

function without(day: string, state: 'missing' | 'trial'): AccountDay {
  const unknown = { revenueUsd: null, variableUsd: null, sharedUsd: null, costUsd: null };
  return { day, state, ...unknown, billableCalls: '0' };
}

function bookedDay(day: string, facts: readonly Fact[], revenueNanoUsd: bigint | null): AccountDay {
  const sums = sumFacts(facts);
  const isUnpriced = sums.unpricedDays > 0;
  const isWithoutPool = sums.daysWithoutPool > 0;
  return {
    day,
    state: isUnpriced ? 'unpriced' : isWithoutPool ? 'no-pool' : 'booked',
    revenueUsd: printKnown(revenueNanoUsd),
    variableUsd: printKnown(isUnpriced ? null : sums.variableNanoUsd),
    sharedUsd: printKnown(isWithoutPool ? null : sums.sharedNanoUsd),
    costUsd: printKnown(costOf(sums)),
    billableCalls: sums.billableCalls.toString(),
  };
}

/** What each endpoint cost, the dearest first and the lower name at a tie; together they are the account. */
export function endpointsOf(facts: readonly Fact[], rates: Rates | null): AccountEndpoint[] {
  const whole = costOf(sumFacts(facts));
  const sums = [...Map.groupBy(facts, ({ endpoint }) => endpoint)].map(([endpoint, own]) => {
    return { endpoint, sum: sumFacts(own) };
  });
  sums.sort((a, b) => {
    const [left, right] = [a, b].map(({ sum }) => sum.variableNanoUsd + sum.sharedNanoUsd);
    if (left === right) return a.endpoint < b.endpoint ? -1 : 1;
    return (left ?? 0n) > (right ?? 0n) ? -1 : 1;
  });
  return sums.map(({ endpoint, sum }) => ({
    endpoint,
    label: labelOf(rates, endpoint),
    billableCalls: sum.billableCalls.toString(),
    milliCredits: sum.milliCredits.toString(),
    variableUsd: printKnown(sum.unpricedDays > 0 ? null : sum.variableNanoUsd),
    sharedUsd: printKnown(sum.daysWithoutPool > 0 ? null : sum.sharedNanoUsd),
    costUsd: printKnown(costOf(sum)),
    sharePercent: sharePercent(costOf(sum), whole),
  }));
}

/** The price versions by which the account was booked, in the order of their days. */
export function priceVersionsOf(facts: readonly Fact[]): AccountView['priceVersions'] {
  const byVersion = Map.groupBy(facts, ({ priceVersion }) => priceVersion);
  const versions = [...byVersion].flatMap(([version, own]) => {
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    const days = new Set(own.map(({ eventDate }) => eventDate)).size;
    return [{ version, from: first.eventDate, to: last.eventDate, days }];
  });
  return versions.sort((a, b) => (a.from < b.from ? -1 : 1));
}
