import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { HARBOR } from '../../../server/demo/demo-deals.ts';
import type { EstimateRow } from '../../../server/estimates/estimate-rows.ts';
import { estimateSizing } from '../../../server/estimates/estimate-sizing.ts';
import { type Move, playMove } from '../../../server/hubspot/sandbox/play-routes.ts';
import {
  archiveRecord,
  createRecord,
  findRecord,
  mergeRecords,
  restoreRecord,
} from '../../../server/hubspot/sandbox/records.ts';
import { dealSubscriptions, WebhookSettings } from '../../../server/hubspot/sandbox/webhook-settings.ts';
import { handleInbox } from '../../../server/inbound/handle-inbox.ts';
import { receiveWebhooks } from '../../../server/inbound/receive-webhooks.ts';
import { beginSweep, type SweepKind, sweepOn } from '../../../server/inbound/sweep.ts';
import { openFile } from '../../support/raw-sqlite.ts';
import { type SocketlessWorld, startSocketlessWorld } from '../../support/socketless-world.ts';

let world: SocketlessWorld;
let raw: ReturnType<typeof openFile>;
beforeAll(async () => {
  world = await startSocketlessWorld();
  const { ports } = world;
  const { estimate, terms } = await estimateSizing(ports, ports.database, DEMO_PORTAL_ID, HARBOR.sizing);
  const cleared: EstimateRow = {
    portalId: DEMO_PORTAL_ID,
    dealId: CLEARED_ID,
    version: 1,
    sizing: HARBOR.sizing,
    estimate,
    hash: '',
    priceBookHash: terms?.priceBookHash ?? '',
    policyHash: terms?.policyHash ?? '',
    verdict: estimate.verdict.word,
    savedBy: TOM.userId,
    savedAt: world.clock.now().toISOString(),
  };
  await transact(ports.database, async ({ query, tables: { estimates } }) => {
    await query.insert(estimates).values(cleared);
  });
  raw = openFile(world.file);
});
afterAll(async () => {
  raw.close();
  await world.close();
});

const STAGES = ['qualifiedtobuy', 'contractsent', 'closedwon', 'closedlost'];
const deal = fc.nat({ max: 2 });

/** What happens in HubSpot, and what reaches us of it meanwhile. */
const Step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      deal,
      stage: fc.constantFrom(...STAGES),
      as: fc.constantFrom<Move['as']>('user', 'super-admin', 'workflow', 'api'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), deal, amount: fc.nat({ max: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'restore' as const), deal }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), deal, into: deal }) },
  /** Some of what is on its way arrives, in any order, any of it twice; and perhaps the inbox is handled. */
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('hear' as const),
      picks: fc.array(fc.nat({ max: 30 }), { maxLength: 4 }),
      isHandled: fc.boolean(),
    }),
  },
);
type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never;

/** The third deal needs no sign-off; the others are new in each run and were never sized. */
const CLEARED = 2;
const CLEARED_ID = '399999';

let runs = 0;

/** Three deals of a run; what earlier runs left behind is cleared, but for what can never be deleted. */
function freshDeals(): string[] {
  const { state } = world.sandbox;
  const portal = state.portals.get(DEMO_PORTAL_ID);
  portal?.records.get('deals')?.clear();
  portal?.mergedInto.clear();
  raw.exec(`begin; ${LEFT_BEHIND.map((table) => `delete from ${table};`).join(' ')} commit`);
  state.webhooks.settings = WebhookSettings.parse({ subscriptions: dealSubscriptions });
  state.webhooks.pending = [];
  runs += 1;
  const ids = [String(400_000 + runs * 2), String(400_001 + runs * 2), CLEARED_ID];
  for (const id of ids) {
    const properties = { dealname: `Deal ${id}`, dealstage: 'qualifiedtobuy' };
    if (portal) createRecord(portal, { type: 'deals', id, properties, at: world.clock.now() });
  }
  return ids;
}

const LEFT_BEHIND = [
  'deals',
  'stage_moves',
  'removed_deals',
  'webhook_inbox',
  'deals_to_read',
  'sweeps',
  'outbox',
  'notices',
];

async function play(ids: readonly string[], step: Step): Promise<void> {
  world.clock.advance(1_000);
  const { state } = world.sandbox;
  const portal = state.portals.get(DEMO_PORTAL_ID);
  if (!portal) return;
  const at = world.clock.now();
  if (step.kind === 'hear') return hear(step.picks, step.isHandled);
  const dealId = ids[step.deal] ?? '';
  const record = portal.records.get('deals')?.get(dealId);
  if (!record) return;
  const isThere = record.archivedAt === null;
  if (step.kind === 'restore' && !isThere) restoreRecord(portal, record, at);
  if (!isThere) return;
  if (step.kind === 'delete') archiveRecord(portal, record, { at });
  if (step.kind === 'merge') merge(ids, step, at);
  const change = { portalId: DEMO_PORTAL_ID, dealId, id: TOM.userId };
  if (step.kind === 'edit')
    playMove(state, { ...change, as: 'user', properties: { amount: String(step.amount) } });
  if (step.kind === 'move')
    playMove(state, { ...change, as: step.as, properties: { dealstage: step.stage } });
}

function merge(ids: readonly string[], step: { deal: number; into: number }, at: Date): void {
  const portal = world.sandbox.state.portals.get(DEMO_PORTAL_ID);
  const into = portal?.records.get('deals')?.get(ids[step.into] ?? '');
  if (!portal || !into || into.archivedAt !== null || step.into === step.deal) return;
  mergeRecords(portal, [into, findRecord(portal, 'deals', ids[step.deal] ?? '')], at);
}

const pauses = {
  isPaused: () => false,
  attempt: async (_: string, work: () => Promise<void>) => work().then(() => true),
};

async function hear(picks: readonly number[], isHandled: boolean): Promise<void> {
  const { pending } = world.sandbox.state.webhooks;
  const bodies = picks.map((pick) => pending[pick]?.body ?? null);
  await receiveWebhooks(world.ports, bodies);
  if (isHandled) await handleInbox(world.ports, pauses, new Map());
}

async function sweep(kind: SweepKind): Promise<void> {
  const since = '2026-11-19T00:00:00.000Z';
  const under = await beginSweep(world.ports.database, { portalId: DEMO_PORTAL_ID, since }, kind);
  while (!(await sweepOn(world.ports, under)));
}

/** What HubSpot has of our deals, and what we say of them. */
function inHubSpot(ids: readonly string[]) {
  const records = world.sandbox.state.portals.get(DEMO_PORTAL_ID)?.records.get('deals');
  return ids.map((id) => {
    const record = records?.get(id);
    if (!record || record.archivedAt !== null) return { id, isGone: true };
    const value = (name: string) => record.properties.get(name) || null;
    return {
      id,
      isGone: false,
      name: value('dealname'),
      amount: value('amount'),
      stage: value('dealstage'),
      isWon: value('hs_is_closed_won') === 'true',
    };
  });
}

function withUs(ids: readonly string[]) {
  const { query, tables } = world.ports.database;
  const copies = new Map(
    query
      .select()
      .from(tables.deals)
      .all()
      .map((copy) => [copy.dealId, copy]),
  );
  const removed = new Set(
    query
      .select()
      .from(tables.removedDeals)
      .all()
      .map(({ dealId }) => dealId),
  );
  return ids.map((id) => {
    const copy = copies.get(id);
    if (!copy || removed.has(id)) return { id, isGone: true };
    return {
      id,
      isGone: false,
      name: copy.name,
      amount: copy.amount,
      stage: copy.stageId,
      isWon: copy.isWon === 1,
    };
  });
}

/** Every time a deal that HubSpot still has was won, and every bypass that we know of it. */
function winsOf(id: string): string[] {
  const record = world.sandbox.state.portals.get(DEMO_PORTAL_ID)?.records.get('deals')?.get(id);
  const versions = record?.history.get('dealstage') ?? [];
  return versions
    .filter(({ value }) => value === 'closedwon')
    .map(({ timestamp }) => timestamp)
    .toSorted();
}

function bypassesOf(id: string): string[] {
  const { query, tables } = world.ports.database;
  const rows = query.select().from(tables.bypasses).where(eq(tables.bypasses.dealId, id)).all();
  return rows.map(({ wonAt }) => wonAt).toSorted();
}

test('P5, P16: whatever was delivered, twice, in any order or never, one sweep later we have what HubSpot has, and one bypass for each win without a sign-off', {
  timeout: 400_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { maxLength: 6 }), async (steps) => {
      const ids = freshDeals();
      for (const step of steps) await play(ids, step);
      const isMissed = steps.some(({ kind }) => kind === 'delete' || kind === 'merge');
      world.clock.advance(1_000);
      await sweep(isMissed ? 'all' : 'changed');
      expect(withUs(ids)).toEqual(inHubSpot(ids));
      for (const [index, { id, isGone }] of inHubSpot(ids).entries()) {
        if (index === CLEARED) expect(bypassesOf(id)).toEqual([]);
        else if (!isGone) expect(bypassesOf(id)).toEqual(winsOf(id));
      }
    }),
    { numRuns: 2_000 },
  );
});
