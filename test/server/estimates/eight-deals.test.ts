import { BreakEven, Estimate } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import {
  ATLAS,
  DEMO_DEALS,
  type DemoDeal,
  HARBOR,
  KESTREL,
  LUMEN,
  MERIDIAN,
  NORTHWIND,
  PIXELFORGE,
  TIDEWATER,
} from '../../../server/demo/demo-deals.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { openWorld } from '../../support/world.ts';

type Row = [
  deal: DemoDeal,
  revenue: string,
  cost: string,
  margin: string,
  low: string,
  high: string,
  lastMonth: string,
  rules: string,
  word: string,
];

/** The table of the demo company, as its people know it. */
const TABLE: Row[] = [
  [NORTHWIND, '34496.40', '10034.60', '70.9', '60.8', '76.6', '67.6', '', 'clear'],
  [LUMEN, '12816.00', '1858.66', '85.4', '81.1', '88.3', '84.6', '', 'clear'],
  [HARBOR, '9588.00', '1915.80', '80.0', '74.6', '83.7', '76.9', '', 'clear'],
  [KESTREL, '28836.00', '14627.14', '49.2', '19.9', '61.7', '43.7', 'R1 R2', 'sign_off'],
  [TIDEWATER, '25632.00', '35463.14', '-38.4', '-160.3', '2.7', '-61.7', 'R1 R2 R4 R5', 'loss'],
  [PIXELFORGE, '8629.20', '898.30', '89.5', '84.5', '92.1', '87.2', '', 'clear'],
  [MERIDIAN, '112780.80', '29804.87', '73.5', '63.3', '78.7', '49.0', 'R3', 'sign_off'],
];

/** Money of the core, exact to the nano, to the cent as the table prints it. */
function toTheCent(usd: string | null): string {
  return Number(usd).toFixed(2);
}

const ROWS = TABLE.map((row): [string, Row] => [row[0].company, row]);

test.each(ROWS)('%s has the figures of the table through HTTP', async (_company, row) => {
  const [deal, revenue, cost, margin, low, high, lastMonth, rules, word] = row;
  const { card } = await openWorld();
  const answer = await card(TOM).post(`/deals/${deal.id}/preview`, { sizing: deal.sizing });
  const estimate = Estimate.parse(answer.body);
  expect({
    revenue: toTheCent(estimate.term.revenueUsd),
    cost: toTheCent(estimate.term.costUsd),
    margin: estimate.term.grossMargin.percent,
    low: estimate.range.lowPercent,
    high: estimate.range.highPercent,
    lastMonth: estimate.lastMonthPercent,
    rules: estimate.verdict.rules.map(({ id }) => id).join(' '),
    word: estimate.verdict.word,
  }).toEqual({ revenue, cost, margin, low, high, lastMonth, rules, word });
});

test('Atlas stands at the floor: one creator more and finance signs', async () => {
  const { card } = await openWorld();
  const at = async (creators: number) => {
    const lines = ATLAS.sizing.lines.map((line) => ({ ...line, operations: creators }));
    const body = { sizing: { ...ATLAS.sizing, lines } };
    return Estimate.parse((await card(TOM).post(`/deals/${ATLAS.id}/preview`, body)).body);
  };
  const [below, over] = [await at(9_978), await at(9_979)];
  expect([below.term.grossMargin.percent, below.verdict.word]).toEqual(['60.0', 'thin']);
  expect([over.term.grossMargin.percent, over.verdict.word]).toEqual(['59.9', 'sign_off']);
  const table = await at(9_834);
  expect([toTheCent(table.term.costUsd), table.term.grossMargin.percent]).toEqual(['7158.98', '60.5']);
});

test('Meridian averages well and sinks in month 21', async () => {
  const { card } = await openWorld();
  const answer = await card(TOM).post(`/deals/${MERIDIAN.id}/preview`, { sizing: MERIDIAN.sizing });
  const estimate = Estimate.parse(answer.body);
  expect(estimate.belowFloorFromMonth).toBe(21);
  expect(estimate.verdict.sentence).toContain('Falls below the floor in month 21.');
});

test('previews and break-evens store nothing but the copy of the deal, and that a sizing was tried', async () => {
  const { card, ports } = await openWorld();
  const before = rowCounts(ports.database);
  for (const { id, sizing } of DEMO_DEALS) {
    const preview = await card(TOM).post(`/deals/${id}/preview`, { sizing });
    expect(Estimate.safeParse(preview.body).error, id).toBeUndefined();
    const solved = await card(TOM).post(`/deals/${id}/break-even`, { sizing });
    expect(BreakEven.safeParse(solved.body).error, id).toBeUndefined();
  }
  const kept = { ...before, deals: DEMO_DEALS.length, estimate_tries: DEMO_DEALS.length };
  await expect.poll(() => rowCounts(ports.database)).toEqual(kept);
});

test('at the price that breaks even the floor is reached, and a cent under it is not', async () => {
  const { card } = await openWorld();
  const tom = card(TOM);
  const { sizing } = KESTREL;
  const solved = BreakEven.parse((await tom.post(`/deals/${KESTREL.id}/break-even`, { sizing })).body);
  const cents = Math.round(Number(solved.price?.amount) * 100);
  const marginAt = async (amount: number) => {
    const price = { kind: 'seat', seats: 30, pricePerSeat: (amount / 100).toFixed(2) };
    const answer = await tom.post(`/deals/${KESTREL.id}/preview`, { sizing: { ...sizing, price } });
    return Estimate.parse(answer.body).verdict.rules.map(({ id }) => id);
  };
  expect(await marginAt(cents)).not.toContain('R1');
  expect(await marginAt(cents - 1)).toContain('R1');
});
