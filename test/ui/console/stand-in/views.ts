import type { Queue, QueueRow, Review, Viewer } from '@dealfloor/price-book';
import { dealPrice, parseMoney, printMoney, type Trail } from '@dealfloor/price-book';
import type { PEOPLE } from './people.ts';
import { hashOf, type StoredRequest } from './requests.ts';

export type Who = (typeof PEOPLE)[number];

export function viewerOf({ userId, name, roles }: Who): Viewer {
  return { userId, name, portalId: 'demo', roles: [...roles] };
}

/** Why somebody cannot decide a request, in a sentence; null when they can. */
export function whyNot({ signOff }: StoredRequest, who: Who): string | null {
  if (signOff.status !== 'waiting' && signOff.status !== 'second-look') return 'This was decided already.';
  const deciders = [...signOff.goesTo, ...(signOff.backup ? [signOff.backup] : [])];
  const others = deciders.filter(({ userId }) => userId !== who.userId).map(({ name }) => name);
  if (signOff.requestedBy.userId === who.userId)
    return `You asked for this. ${others.join(' or ')} can decide.`;
  if (!who.roles.includes('finance')) return 'Only finance decides.';
  if (signOff.decisions.some(({ by, round }) => round === signOff.round && by.userId === who.userId))
    return 'You approved this already.';
  return null;
}

function exposureOf({ frozen: { estimate } }: StoredRequest) {
  return {
    shortfallUsd: estimate.shortfallUsd,
    atRiskUsd: estimate.range.highUsageShortfallUsd,
    termValueUsd: estimate.term.revenueUsd,
  };
}

export function reviewOf(stored: StoredRequest, who: Who): Review {
  const sentence = whyNot(stored, who);
  return {
    viewer: viewerOf(who),
    deal: {
      id: stored.deal.id,
      name: stored.deal.name,
      companyName: stored.deal.name,
      stage: 'Contract sent',
      amount: null,
      currency: 'USD',
      price: dealPrice({ monthly: null, amount: null, currency: 'USD' }),
      seats: null,
      closeDate: '2026-12-18',
      ownerName: stored.signOff.requestedBy.name,
      isWon: false,
    },
    signOff: stored.signOff,
    frozen: stored.frozen,
    current: stored.current,
    seenHash: hashOf(stored),
    willCover: ['Price at least $2,403.00 a month', 'At most 914,400 calls a month'],
    changes: [...stored.changes],
    exposure: exposureOf(stored),
    trail: trailOf(stored.tries),
    company: null,
    canDecide: sentence === null,
    whyNot: sentence,
  };
}

/** A trail as the service would tell it of tries that are near no line. */
function trailOf(tries: StoredRequest['tries']): Trail {
  return {
    count: tries.length,
    firstAt: tries[0]?.at ?? null,
    lastAt: tries.at(-1)?.at ?? null,
    near: { underFloor: 0, overFloor: 0, underTarget: 0, overTarget: 0 },
    sentence: tries.length < 2 ? null : `${tries.length} tries in 10 minutes.`,
    tries: [...tries].reverse(),
  };
}

const ANSWERED_WITHIN_HOURS = 8;

function rowOf(stored: StoredRequest, who: Who, nowMs: number): QueueRow {
  const { estimate } = stored.frozen;
  const waitingHours = Math.floor((nowMs - Date.parse(stored.signOff.requestedAt)) / 3_600_000);
  const canDecide = whyNot(stored, who) === null;
  return {
    signOff: stored.signOff,
    dealName: stored.deal.name,
    companyName: stored.deal.name,
    word: estimate.verdict.word,
    marginPercent: estimate.term.grossMargin.percent,
    lowPercent: estimate.range.lowPercent,
    highPercent: estimate.range.highPercent,
    floorPercent: estimate.policy.floorPercent,
    rules: estimate.verdict.rules,
    exposure: exposureOf(stored),
    waitingHours,
    waitingBusinessHours: waitingHours,
    isOverdue: stored.signOff.status === 'waiting' && waitingHours > ANSWERED_WITHIN_HOURS,
    canDecide,
    seenHash: canDecide && stored.current === null ? hashOf(stored) : null,
  };
}

/** The queue in the order in which requests are stored, so that the console's own order is what is seen. */
export function queueOf(all: readonly StoredRequest[], status: string, who: Who, nowMs: number): Queue {
  const waiting = all
    .filter(({ signOff }) => signOff.status === 'waiting')
    .map((one) => rowOf(one, who, nowMs));
  const decided = all
    .filter(({ signOff }) => signOff.status !== 'waiting')
    .map((one) => rowOf(one, who, nowMs));
  const atRisk = waiting.reduce((sum, { exposure }) => sum + parseMoney(exposure.atRiskUsd ?? '0'), 0n);
  return {
    viewer: viewerOf(who),
    rows: status === 'waiting' ? waiting : status === 'decided' ? decided : [...decided, ...waiting],
    lastDecision:
      decided.length === 0 ? null : 'Last decision 2 h ago: Pixelforge Labs, approved with conditions.',
    waiting: waiting.length,
    oldestHours: waiting.length === 0 ? null : Math.max(...waiting.map(({ waitingHours }) => waitingHours)),
    atRiskUsd: printMoney(atRisk),
    consoleUrl: 'http://127.0.0.1:8787',
  };
}
