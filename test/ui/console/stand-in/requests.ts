import { createHash } from 'node:crypto';
import type { EstimateVersion, Review, SignOff, SizingChange, Try } from '@dealfloor/price-book';
import { estimateOf, OLD_RATES, RATES } from './demo-book.ts';
import { type DemoDeal, demoDeals } from './demo-sizings.ts';
import { DANA, JOEL, MARA, personOf, TOM } from './people.ts';

/** One request for sign-off as the stand-in keeps it; decisions change it. */
export type StoredRequest = {
  readonly deal: DemoDeal;
  signOff: SignOff;
  readonly frozen: EstimateVersion;
  current: Review['current'];
  readonly changes: readonly SizingChange[];
  readonly tries: readonly Try[];
};

const HOUR_MS = 3_600_000;

const ASKED: Record<string, { by: typeof TOM; hoursAgo: number; reason: string }> = {
  'D-1004': {
    by: TOM,
    hoursAgo: 5,
    reason: 'Second-largest agency in the Nordics; they bring two sister brands in spring if this goes well.',
  },
  'D-1005': {
    by: DANA,
    hoursAgo: 26,
    reason: 'A reference in retail that we do not have. They accept a usage cap from month 3.',
  },
  'D-1007': { by: TOM, hoursAgo: 90, reason: 'Trial first, then they bring their own key within two weeks.' },
  'D-1008': {
    by: TOM,
    hoursAgo: 2,
    reason: 'Two-year panel for a university; the panel grows, and so does the reputation.',
  },
};

const KESTREL_CHANGES: SizingChange[] = [
  { field: 'Discount', before: '12%', after: '10%' },
  { field: 'Seats', before: '28', after: '30' },
];

/** Ten tries in ten minutes, the last four just under the floor. */
function kestrelTries(askedMs: number): Try[] {
  const percents = ['41.0', '44.2', '49.9', '52.0', '55.1', '57.0', '59.6', '59.7', '59.8', '59.9'];
  return percents.map((marginPercent, index) => ({
    at: new Date(askedMs - (10 - index) * 60_000).toISOString(),
    by: personOf(TOM),
    word: 'sign_off',
    marginPercent,
  }));
}

export function hashOf(stored: StoredRequest): string {
  const seen = JSON.stringify([stored.frozen, stored.current, stored.signOff.decisions]);
  return createHash('sha256').update(seen).digest('hex');
}

export function demoRequests(nowMs: number): StoredRequest[] {
  return demoDeals(RATES).map((deal) => {
    const estimate = estimateOf(deal, RATES);
    const asked = ASKED[deal.id] ?? { by: TOM, hoursAgo: 1, reason: '' };
    const requestedAt = new Date(nowMs - asked.hoursAgo * HOUR_MS).toISOString();
    const version = deal.id === 'D-1004' ? 3 : 1;
    return {
      deal,
      frozen: { version, savedAt: requestedAt, savedBy: personOf(asked.by), sizing: deal.sizing, estimate },
      current: null,
      changes: deal.id === 'D-1004' ? KESTREL_CHANGES : [],
      tries: deal.id === 'D-1004' ? kestrelTries(Date.parse(requestedAt)) : [],
      signOff: {
        id: `S-${deal.id.slice(2)}`,
        dealId: deal.id,
        estimateVersion: version,
        coversVersion: version,
        round: 1,
        secondLook: [],
        ifItLapses: null,
        answerDueAt: null,
        requestedBy: personOf(asked.by),
        requestedAt,
        reason: asked.reason,
        neededBy: new Date(nowMs + 6 * 24 * HOUR_MS).toISOString().slice(0, 10),
        goesTo: [{ ...personOf(MARA), signature: 'finance' as const, insteadOf: null }],
        backup: personOf(JOEL),
        comments: [],
        approvalsNeeded: estimate.verdict.word === 'loss' ? 2 : 1,
        ...(deal.id === 'D-1007' ? alreadyDecided(nowMs) : stillWaiting()),
      },
    };
  });
}

function stillWaiting() {
  return { status: 'waiting' as const, approvalsGiven: 0, decisions: [], validUntil: null, envelope: [] };
}

function alreadyDecided(nowMs: number) {
  const validUntil = new Date(nowMs + 3 * 24 * HOUR_MS).toISOString().slice(0, 10);
  const conditions = {
    usageCapCallsPerMonth: 300_000,
    overageClause: true,
    repriceAtMonth: 6,
    ownKeyBy: validUntil,
    discountAtMost: '0.125',
    annualPrepay: false,
    other: '',
  };
  return {
    status: 'approved-with-conditions' as const,
    approvalsGiven: 1,
    validUntil,
    envelope: ['Price at least $719.10 a month', 'At most 321,000 calls a month'],
    decisions: [
      {
        kind: 'approve-with-conditions' as const,
        by: personOf(MARA),
        onBehalfOf: null,
        at: new Date(nowMs - 2 * HOUR_MS).toISOString(),
        note: 'Fine once they are on their own key.',
        conditions,
        validUntil,
        ifItLapses: 'second-look' as const,
        round: 1,
      },
    ],
  };
}

/** The same sizing under dearer credits, as if the price book had moved after the request. */
export function movedFigures(stored: StoredRequest): Review['current'] {
  return estimateOf(stored.deal, OLD_RATES);
}
