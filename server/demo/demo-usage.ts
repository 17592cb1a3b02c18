import type { EndpointProfile, PriceBook } from '@dealfloor/price-book';
import { addDays } from '../clock.ts';
import { MIXES } from '../facts/generate/mixes.ts';
import type { DayUsage, UsageSource } from '../facts/usage-source.ts';
import { DEMO_ACCOUNTS, DEMO_DAYS, type DemoAccount, MISSING_DAY, tenantIdOf } from './demo-accounts.ts';

/** Of each number of the 90 days what an account did differently: a campaign, or a storm of retries. */
type Story = { readonly calls: number; readonly retries: number };

const QUIET: Story = { calls: 1, retries: 0.004 };
/** Upstream was slow, and every call was cut and asked again: paid each time, and answered once. */
const STORM_MS = 4_800;
const CALM_MS = 720;

const STORIES: Readonly<Record<string, Story>> = {
  '1:77': { calls: 1.45, retries: 0.004 },
  '1:78': { calls: 1.75, retries: 0.004 },
  '1:79': { calls: 1.5, retries: 0.004 },
  '13:70': { calls: 1, retries: 2.9 },
  '13:71': { calls: 1, retries: 3.4 },
};

/** The request log of the demo company as sums a day: 90 days from `firstDay` on, one of them lost. */
export function demoUsage(firstDay: string, { endpoints }: PriceBook): UsageSource {
  const profiles = new Map(endpoints.map((profile) => [profile.id, profile]));
  const numbers = new Map(
    Array.from({ length: DEMO_DAYS }, (_, number) => [addDays(firstDay, number), number] as const),
  );
  return {
    name: 'the demo company’s log',
    readDay: async (day) => {
      const number = numbers.get(day);
      if (number === undefined || number === MISSING_DAY) return [];
      return DEMO_ACCOUNTS.flatMap((account) => usesOf(account, number, day, profiles));
    },
    span: async () => ({ first: firstDay, last: addDays(firstDay, DEMO_DAYS - 1) }),
    close: async () => {},
  };
}

function usesOf(
  account: DemoAccount,
  number: number,
  day: string,
  profiles: ReadonlyMap<string, EndpointProfile>,
): DayUsage[] {
  if (number < account.startDay) return [];
  const story = STORIES[`${account.number}:${number}`] ?? QUIET;
  const calls = callsOn(account, number, day) * story.calls;
  return Object.entries(MIXES[account.mix]).flatMap(([endpoint, share]) => {
    const profile = profiles.get(endpoint);
    if (!profile) throw new Error(`invariant: ${endpoint} is in the price book`);
    const wobble = 1 + 0.06 * (chance(account.number, number, endpoint) - 0.5);
    return [useOf(account, profile, Math.round(calls * share * wobble), story)];
  });
}

/** The trend of 90 days around the level of the last 30, quieter at weekends, and a little chance. */
function callsOn({ callsPerDay, growthPerMonth, number }: DemoAccount, day: number, date: string): number {
  const trend = (1 + growthPerMonth) ** ((day - 74.5) / 30);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const week = weekday === 0 || weekday === 6 ? 0.78 : 1.09;
  const luck = 1 + 0.2 * (chance(number, day, '') - 0.5);
  return callsPerDay * trend * week * luck;
}

function useOf({ number }: DemoAccount, profile: EndpointProfile, calls: number, story: Story): DayUsage {
  const isStorm = story.retries > 1;
  const retries = Math.round(calls * story.retries);
  const hits = profile.cache ? Math.round(calls * 0.02) : 0;
  const paid = calls + (isStorm ? retries : 0);
  const times = (perCall: number, count: number) => BigInt(perCall) * BigInt(count);
  return {
    tenantId: tenantIdOf(number),
    endpoint: profile.id,
    attempts: BigInt(calls + retries + hits),
    failedAttempts: BigInt(retries),
    cacheHits: BigInt(hits),
    billableCalls: BigInt(calls),
    upstreamLatencyMs: times(isStorm ? STORM_MS : CALM_MS, calls + retries),
    milliCredits: times(profile.milliCredits, paid),
    dbWrites: times(profile.dbWrites, calls),
    dbReads: times(profile.dbReads, calls + hits),
    workerMs: times(profile.workerMs, calls + retries),
    llmInputTokens: times(profile.llmInputTokens, calls),
    llmOutputTokens: times(profile.llmOutputTokens, calls),
    egressBytes: times(profile.responseBytes, calls + hits),
  };
}

/** A number from 0 to 1 that is the same in every start. */
function chance(account: number, day: number, salt: string): number {
  let hash = 2_166_136_261;
  for (const character of `${account}/${day}/${salt}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}
