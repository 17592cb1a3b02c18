import type { SizingLine } from '@dealfloor/price-book';
import { DANA, type DemoPerson, PRIYA, TOM } from './demo-company.ts';
import { type DemoDeal, perDay, sized } from './demo-deals.ts';

/** The deal by which an account was last sold, sized as it was then. */
export type AccountDeal = DemoDeal & { readonly accountNumber: number };

type Sold = {
  readonly owner: DemoPerson;
  readonly plan: string;
  readonly seats: number;
  readonly pricePerSeat: number;
  readonly useCase: string;
  readonly growthPerMonth: string;
  readonly lines: SizingLine[];
};

/** Sold this many days before today, so that the first of the 90 days is already served under it. */
export const SOLD_DAYS_AGO = 96;

function renewal(id: string, accountNumber: number, company: string, sold: Sold): AccountDeal {
  const { owner, plan, seats, pricePerSeat, useCase, growthPerMonth, lines } = sold;
  const price = { kind: 'seat', seats, pricePerSeat: String(pricePerSeat) } as const;
  return {
    id,
    accountNumber,
    company,
    owner,
    stage: 'closedwon',
    amount: String(seats * pricePerSeat * 12),
    closesInDays: -SOLD_DAYS_AGO,
    sizing: sized(useCase, { plan, price, growthPerMonth }, lines),
  };
}

/** Five accounts with the deal they were sold by. What they use today is another story. */
export const ACCOUNT_DEALS: readonly AccountDeal[] = [
  renewal('2001', 1, 'Brightside Social', {
    owner: DANA,
    plan: 'enterprise',
    seats: 15,
    pricePerSeat: 210,
    useCase: 'comment-sentiment',
    growthPerMonth: '0',
    lines: [
      perDay('/user-posts/', 1_300),
      perDay('/post-comments/', 1_550, 12),
      perDay('llm:comment-summary', 390),
    ],
  }),
  renewal('2002', 2, 'Quill & Crane', {
    owner: TOM,
    plan: 'enterprise',
    seats: 17,
    pricePerSeat: 210,
    useCase: 'hashtag-monitor',
    growthPerMonth: '0',
    lines: [
      perDay('/challenge-posts/', 800),
      perDay('/post-detail/', 24_000),
      perDay('/userinfo-by-id/', 5_200),
    ],
  }),
  renewal('2003', 3, 'Marlow Agency', {
    owner: PRIYA,
    plan: 'enterprise',
    seats: 13,
    pricePerSeat: 210,
    useCase: 'nightly-refresh',
    growthPerMonth: '0.01',
    lines: [
      perDay('/userinfo-by-username/', 8_300),
      perDay('/user-posts/', 8_300),
      perDay('/user-followers/', 220, 5),
    ],
  }),
  renewal('2004', 4, 'Fenwick Media', {
    owner: TOM,
    plan: 'enterprise',
    seats: 5,
    pricePerSeat: 210,
    useCase: 'research-panel',
    growthPerMonth: '0.01',
    lines: [
      perDay('/userinfo-by-id/', 4_400),
      perDay('/user-posts/', 4_400),
      perDay('/user-followers/', 110, 5),
    ],
  }),
  renewal('2005', 13, 'Umber Group', {
    owner: PRIYA,
    plan: 'team',
    seats: 2,
    pricePerSeat: 89,
    useCase: 'nightly-refresh',
    growthPerMonth: '0',
    lines: [
      perDay('/userinfo-by-username/', 690),
      perDay('/user-posts/', 690),
      perDay('/user-followers/', 16, 5),
    ],
  }),
];

/** Which deal an account was sold by. */
export const DEAL_OF_ACCOUNT: ReadonlyMap<number, string> = new Map(
  ACCOUNT_DEALS.map(({ accountNumber, id }) => [accountNumber, id]),
);
