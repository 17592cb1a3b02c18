import type { Policy } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import { transact } from '../../server/db/database.ts';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID, TOM } from '../../server/demo/demo-company.ts';
import { deliverWebhooks } from '../../server/hubspot/sandbox/deliver-webhooks.ts';
import type { ExtensionFetchOptions } from '../../server/hubspot/sandbox/extension-fetch.ts';
import { type Move, playMove } from '../../server/hubspot/sandbox/play-routes.ts';
import { signRequest } from '../../server/hubspot/sandbox/sign-request.ts';
import { dealSubscriptions, WebhookSettings } from '../../server/hubspot/sandbox/webhook-settings.ts';
import { handleInbox } from '../../server/inbound/handle-inbox.ts';
import { knownPortals } from '../../server/inbound/known-portals.ts';
import { createPortalPauses } from '../../server/inbound/portal-pauses.ts';
import { beginSweep, type SweepKind, sweepOn } from '../../server/inbound/sweep.ts';
import { systemActor } from '../../server/people/actor.ts';
import { importPolicy } from '../../server/price-books/import-price-book.ts';
import { readLiveTerms } from '../../server/price-books/live-terms.ts';
import { type Answer, answerOf } from './caller.ts';
import { openWorld, PUBLIC_ORIGIN, type World } from './world.ts';

/** A world whose portal is ours from a moment after its deals were there: only what happens from now on is judged. */
export async function openFreshWorld(): Promise<World> {
  const world = await openWorld();
  const createdAt = new Date(world.clock.now().getTime() + 1).toISOString();
  await transact(world.ports.database, async ({ query, tables: { portals } }) => {
    await query.update(portals).set({ createdAt });
  });
  return world;
}

/** How the sandbox sees the app: without a socket. */
export function appOf(world: World): ExtensionFetchOptions {
  world.sandbox.state.send = (request) => world.app.request(request);
  const { clock } = world;
  return {
    cardOrigin: PUBLIC_ORIGIN,
    appOrigin: PUBLIC_ORIGIN,
    clientSecret: DEMO_CLIENT_SECRET,
    clock,
  };
}

type Settings = { shape?: 'project' | 'legacy'; mischief?: Partial<WebhookSettings['mischief']> };

/** The app is subscribed from now on, and what happened before stays untold. */
export function subscribe(world: World, { shape = 'project', mischief = {} }: Settings = {}): void {
  const settings = WebhookSettings.parse({ shape, subscriptions: dealSubscriptions, mischief });
  world.sandbox.state.webhooks.settings = settings;
  world.clock.advance(1_000);
}

export const deliverHooks = (world: World) => deliverWebhooks(world.sandbox.state, appOf(world));

/** Somebody moves a deal in HubSpot, a second after whatever was before. */
export function move(
  world: World,
  dealId: string,
  stage: string,
  as: Move['as'] = 'user',
  id?: string,
): void {
  change(world, dealId, { dealstage: stage }, as, id);
}

/** The same of any property. */
export function change(
  world: World,
  dealId: string,
  properties: Move['properties'],
  as: Move['as'] = 'user',
  id?: string,
): void {
  world.clock.advance(1_000);
  const ids = { user: TOM.userId, 'super-admin': '9999', workflow: '7700', api: '555' };
  playMove(world.sandbox.state, { portalId: DEMO_PORTAL_ID, dealId, properties, as, id: id ?? ids[as] });
}

/** Handles the inbox until nothing is left in it. */
export async function handleAll(world: World): Promise<void> {
  const pauses = createPortalPauses(world.clock);
  while ((await handleInbox(world.ports, pauses, new Map())) > 0);
}

export async function sweep(world: World, kind: SweepKind, portalId = DEMO_PORTAL_ID): Promise<void> {
  const since = (await knownPortals(world.ports.database)).get(portalId) ?? '';
  const under = await beginSweep(world.ports.database, { portalId, since }, kind);
  while (!(await sweepOn(world.ports, under)));
}

/** The portal's policy with another stage gate, in force from today. */
export async function gate(
  world: World,
  mode: Policy['stageGate']['mode'],
  stages = ['contractsent', 'closedwon'],
): Promise<void> {
  const live = await readLiveTerms(world.ports, world.ports.database, DEMO_PORTAL_ID);
  if (!live) throw new Error('the demo has a policy');
  await importPolicy(world.ports, systemActor(DEMO_PORTAL_ID), {
    ...live.policy,
    version: `gate-${mode}`,
    effectiveFrom: '2026-11-19',
    stageGate: { mode, stages },
  });
}

/** A signed call of HubSpot's own; what is given replaces what would be sent. */
export async function signedCall(
  world: World,
  path: string,
  body: string,
  { secret = DEMO_CLIENT_SECRET, ageMs = 0, headers = {} }: SignedCall = {},
): Promise<Answer> {
  const url = `${PUBLIC_ORIGIN}${path}`;
  const timestampMs = world.clock.now().getTime() - ageMs;
  const signed = signRequest({ method: 'POST', url, body, timestampMs, clientSecret: secret });
  return answerOf(
    await world.app.request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed, ...headers },
      body,
    }),
  );
}
type SignedCall = { secret?: string; ageMs?: number; headers?: Record<string, string> };

type Table =
  | 'stageMoves'
  | 'bypasses'
  | 'removedDeals'
  | 'webhookInbox'
  | 'dealsToRead'
  | 'workflowBlocks'
  | 'notices';

/** All rows of a deal, or of the portal, in one of our tables. */
export function rowsOf<Name extends Table>(world: World, name: Name, dealId?: string) {
  const { query, tables } = world.ports.database;
  const table = tables[name];
  const where =
    dealId === undefined || !('dealId' in table)
      ? eq(table.portalId, DEMO_PORTAL_ID)
      : and(eq(table.portalId, DEMO_PORTAL_ID), eq(table.dealId, dealId));
  return query.select().from(table).where(where).all();
}
