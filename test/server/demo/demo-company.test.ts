import { DealView, Queue } from '@dealfloor/price-book';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { DEMO_DEALS, HARBOR, KESTREL, PIXELFORGE, UNSIZED } from '../../../server/demo/demo-deals.ts';
import { type DemoService, startDemoService } from '../../support/demo-service.ts';
import { createTestClock } from '../../support/test-clock.ts';

let demo: DemoService;
const clock = createTestClock();

beforeAll(async () => {
  demo = await startDemoService(clock);
});
afterAll(() => demo.close());

async function get(path: string, person = TOM): Promise<unknown> {
  const answer = await fetch(`${demo.url}/api/v1${path}`, { headers: { 'x-demo-person': person.userId } });
  expect(answer.status, path).toBe(200);
  return answer.json();
}

test.each([
  ['1001', 'not-required', 'clear'],
  ['1002', 'not-required', 'clear'],
  ['1003', 'not-required', 'clear'],
  ['1004', 'waiting', 'sign_off'],
  ['1005', 'waiting', 'loss'],
  ['1006', 'not-required', 'thin'],
  ['1008', 'waiting', 'sign_off'],
])('deal %s stands as the demo says: %s, %s', async (id, status, word) => {
  const view = DealView.parse(await get(`/deals/${id}`));
  expect([view.status, view.current?.estimate.verdict.word]).toEqual([status, word]);
});

test('a newcomer starts with a deal that nobody has sized', async () => {
  const view = DealView.parse(await get(`/deals/${UNSIZED.id}`));
  expect(view).toMatchObject({ status: 'draft', current: null, signOff: null, canEdit: true, history: [] });
});

test('finance finds three that wait, the most at risk on top', async () => {
  const queue = Queue.parse(await get('/sign-offs', MARA));
  expect(queue.rows.map(({ dealName }) => dealName)).toEqual([
    'Tidewater Commerce',
    'Kestrel Monitoring',
    'Meridian Research',
  ]);
  expect(queue).toMatchObject({ waiting: 3, oldestHours: 26 });
});

test('an approval with conditions covers the lighter version that came after it', async () => {
  const view = DealView.parse(await get(`/deals/${PIXELFORGE.id}`));
  expect(view.status).toBe('approved-with-conditions');
  expect(view.signOff).toMatchObject({
    status: 'approved-with-conditions',
    estimateVersion: 1,
    coversVersion: 2,
    validUntil: '2026-11-22',
    ifItLapses: 'second-look',
  });
  const kept = view.history.find(({ sentence }) => sentence.startsWith('Kept'));
  expect(kept?.sentence).toBe('Kept: margin rose 58.2% → 89.5%.');
});

test('the demo plays everything through the same verbs: its chain holds', async () => {
  const check = await verifyChain(demo.ports.database, DEMO_PORTAL_ID);
  expect(check.ok && check.entries).toBeGreaterThan(30);
  expect(DEMO_DEALS).toHaveLength(8);
});

test('HubSpot hears of the whole history soon after the start', async () => {
  const told = async (id: string) =>
    (await demo.ports.hubspot.getDeal(DEMO_PORTAL_ID, id))?.dealfloor.dealfloor_sign_off;
  await expect.poll(() => told(KESTREL.id), { timeout: 20_000 }).toBe('waiting');
  await expect.poll(() => told(HARBOR.id), { timeout: 20_000 }).toBe('not-required');
});
