import type { Clock } from '../../clock.ts';
import type { Fault } from './fault.ts';
import type { Exchange } from './journal.ts';
import { followLineItems, plantLineItem } from './line-items.ts';
import { checkAssociationType, link } from './links.ts';
import { createOAuthState, grantOf, type OAuthState } from './oauth-grants.ts';
import { createPortal, type Portal } from './portal.ts';
import { createRecord } from './records.ts';
import type { SandboxSeed, SeedPortal } from './seed.ts';
import { queueEvent } from './webhook-events.ts';
import type { WebhookState } from './webhook-state.ts';
import type { WorkflowRun } from './workflow-run.ts';

export type SandboxState = {
  /** HubSpot's own time: the given clock's, and what a test moved it ahead. */
  readonly clock: Clock;
  aheadMs: number;
  /** How long a change stays unseen by search. */
  searchLagMs: number;
  webhooks: WebhookState;
  runs: WorkflowRun[];
  /** How HubSpot reaches the app. */
  send: (request: Request) => Response | Promise<Response>;
  readonly portals: Map<string, Portal>;
  faults: Fault[];
  readonly journal: Exchange[];
  oauth: OAuthState;
  readonly counters: { nextId: number; nextCorrelation: number };
};

/** Ids count up from fixed numbers, so that the same run always has the same ids. */
const firstIds = { nextId: 90_000_001, nextCorrelation: 1 };

export function createState(clock: Clock): SandboxState {
  const state: SandboxState = {
    clock: { now: () => new Date(clock.now().getTime() + state.aheadMs) },
    ...untouched(),
    send: fetch,
    portals: new Map(),
    faults: [],
    journal: [],
    oauth: createOAuthState(clock),
    counters: { ...firstIds },
  };
  return state;
}

function untouched(): Pick<SandboxState, 'aheadMs' | 'searchLagMs' | 'webhooks' | 'runs'> {
  const webhooks = { settings: null, made: 0, pending: [], dropped: [], deliveries: [] };
  return { aheadMs: 0, searchLagMs: 0, webhooks, runs: [] };
}

export function resetState(state: SandboxState): void {
  state.portals.clear();
  state.faults = [];
  state.journal.length = 0;
  state.oauth = createOAuthState(state.clock);
  Object.assign(state, untouched());
  Object.assign(state.counters, firstIds);
}

export function takeId({ counters }: SandboxState): string {
  return String(counters.nextId++);
}

export function takeCorrelationId({ counters }: SandboxState): string {
  return `00000000-0000-4000-8000-${String(counters.nextCorrelation++).padStart(12, '0')}`;
}

export function plantSeed(state: SandboxState, seed: SandboxSeed): void {
  for (const planted of seed.portals) {
    const portal = plantPortal(planted, state.clock.now());
    portal.emit = (event) => {
      queueEvent(state.webhooks, portal, event);
      followLineItems(portal, event);
    };
    state.portals.set(planted.portalId, portal);
  }
}

function plantPortal(seed: SeedPortal, at: Date): Portal {
  const portal = createPortal(seed, at);
  portal.emit = (event) => followLineItems(portal, event);
  for (const company of seed.companies) createRecord(portal, { type: 'companies', ...company, at });
  for (const contact of seed.contacts) createRecord(portal, { type: 'contacts', ...contact, at });
  for (const deal of seed.deals) {
    createRecord(portal, { type: 'deals', id: deal.id, properties: deal.properties, at });
    for (const item of deal.lineItems) plantLineItem(portal, deal.id, { ...item, at });
    if (deal.companyId === null) continue;
    link(
      portal,
      { fromType: 'deals', fromId: deal.id, toType: 'companies', toId: deal.companyId },
      checkAssociationType('deals', 'companies', 5),
      { at },
    );
  }
  return portal;
}

export function portalOfToken(state: SandboxState, token: string): Portal | undefined {
  const grant = grantOf(state.oauth, token);
  if (grant) return state.portals.get(grant.portalId);
  return [...state.portals.values()].find((portal) => portal.token === token);
}
