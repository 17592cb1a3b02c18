import {
  type Catalogue,
  compileRates,
  type DealView,
  dealPrice,
  type Estimate,
  type EstimateVersion,
  estimateDeal,
  Policy,
  PriceBook,
  type SignOff,
  Sizing,
} from '@dealfloor/price-book';
import bookData from '@dealfloor/price-book/books/2026-11-01.json' with { type: 'json' };
import policyData from '@dealfloor/price-book/policies/2026-11-01.json' with { type: 'json' };
import deals from '../price-book/eight-deals.json' with { type: 'json' };

export const BOOK = PriceBook.parse(bookData);
export const RATES = compileRates(BOOK);
export const POLICY = Policy.parse(policyData);
export const DAY = '2026-11-21';
export const MARA = { userId: '2001', name: 'Mara Lindqvist' };
export const JOEL = { userId: '2002', name: 'Joel Brandão' };
export const ASKED_MARA = { ...MARA, signature: 'finance', insteadOf: null } as const;
export const TOM = { userId: '1', name: 'Tom Okafor' };

export const CATALOGUE: Catalogue = {
  priceBook: { version: BOOK.version, effectiveFrom: BOOK.effectiveFrom },
  usdPerThousandCredits: '0.8',
  endpoints: BOOK.endpoints,
  plans: BOOK.plans,
  useCases: BOOK.useCases,
};

export type DemoDeal = {
  name: string;
  comparableAccounts: number;
  sizing: Sizing;
  word: string;
  percent: string;
};

export const DEALS: DemoDeal[] = deals.map(({ name, comparableAccounts, sizing, expected }) => ({
  name,
  comparableAccounts,
  sizing: Sizing.parse(sizing),
  word: expected.word,
  percent: expected.percent,
}));

export function demoDeal(name: string): DemoDeal {
  const found = DEALS.find((deal) => deal.name.startsWith(name));
  if (!found) throw new Error(`no demo deal ${name}`);
  return found;
}

export function estimateOf(sizing: Sizing, comparableAccounts: number | null = 6): Estimate {
  return estimateDeal({ sizing, rates: RATES, policy: POLICY, comparableAccounts, day: DAY });
}

export function versionOf(
  sizing: Sizing,
  version = 1,
  comparableAccounts: number | null = 6,
): EstimateVersion {
  return {
    version,
    savedAt: '2026-11-20T09:00:00Z',
    savedBy: TOM,
    sizing,
    estimate: estimateOf(sizing, comparableAccounts),
  };
}

/** The deal of a prospect that nobody has sized yet. */
export function emptyView(changes: Partial<DealView> = {}): DealView {
  return {
    deal: {
      id: '101',
      name: 'Kestrel Monitoring',
      companyName: 'Kestrel Monitoring',
      stage: 'Negotiation',
      amount: null,
      currency: 'USD',
      price: dealPrice({ monthly: null, amount: null, currency: 'USD' }),
      seats: null,
      closeDate: '2026-12-15',
      ownerName: TOM.name,
      isWon: false,
    },
    viewer: { ...TOM, portalId: '1', roles: ['ae'] },
    status: 'draft',
    current: null,
    signOff: null,
    goesTo: [ASKED_MARA],
    backup: JOEL,
    company: null,
    canEdit: true,
    history: [],
    ...changes,
  };
}

export function viewOf(name: string, changes: Partial<DealView> = {}): DealView {
  const { sizing, comparableAccounts } = demoDeal(name);
  return emptyView({ current: versionOf(sizing, 1, comparableAccounts), ...changes });
}

export function waitingSignOff(changes: Partial<SignOff> = {}): SignOff {
  return {
    id: 'so_1',
    dealId: '101',
    estimateVersion: 1,
    coversVersion: 1,
    status: 'waiting',
    round: 1,
    secondLook: [],
    requestedBy: TOM,
    requestedAt: '2026-11-19T10:14:00Z',
    reason: 'A lighthouse customer in a new vertical.',
    neededBy: '2026-12-08',
    goesTo: [ASKED_MARA],
    backup: JOEL,
    approvalsNeeded: 1,
    approvalsGiven: 0,
    decisions: [],
    comments: [],
    validUntil: null,
    ifItLapses: null,
    answerDueAt: '2026-11-19T16:14:00.000Z',
    envelope: [],
    ...changes,
  };
}
