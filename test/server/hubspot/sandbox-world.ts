import { onTestFinished } from 'vitest';
import { connectHubSpot } from '../../../server/hubspot/connect-hubspot.ts';
import type { HubSpotApiVersion } from '../../../server/hubspot/paths.ts';
import type { NewFault } from '../../../server/hubspot/sandbox/fault.ts';
import { SandboxSeed, type SandboxSeedInput } from '../../../server/hubspot/sandbox/seed.ts';
import { startSandbox } from '../../../server/hubspot/sandbox/start-sandbox.ts';
import { UpstreamError } from '../../../server/hubspot/upstream-error.ts';

export const now = new Date('2026-11-21T10:00:00.000Z');

export const acme = { portalId: '1001', token: 'token-of-acme' };
export const other = { portalId: '2002', token: 'token-of-other' };

const owners = [
  { id: '11', userId: 901, email: 'priya@acme.example', firstName: 'Priya', lastName: 'Raman' },
  { id: '12', userId: 902, email: 'sam@acme.example', firstName: 'Sam', lastName: 'Okoro', archived: true },
];

export const seed: SandboxSeedInput = {
  portals: [
    {
      ...acme,
      owners,
      companies: [
        { id: '501', properties: { name: 'Northwind Influence', domain: 'northwind.example' } },
        { id: '502', properties: { name: 'Northwind Holding' } },
      ],
      contacts: [{ id: '701', properties: { email: 'buyer@northwind.example' } }],
      deals: [
        {
          id: '9001',
          companyId: '501',
          properties: {
            dealname: 'Northwind, team plan',
            amount: '40392.00',
            deal_currency_code: 'USD',
            dealstage: 'presentationscheduled',
            closedate: '2026-12-18T00:00:00Z',
            hubspot_owner_id: '11',
          },
        },
        { id: '9002', properties: { dealname: 'Bare deal' } },
        { id: '9003', properties: { dealname: 'Won deal', dealstage: 'closedwon' } },
      ],
    },
    {
      ...other,
      companies: [{ id: '501', properties: { name: 'Somebody else' } }],
      deals: [{ id: '9001', companyId: '501', properties: { dealname: 'Foreign deal', amount: '1' } }],
    },
  ],
};

type WorldOptions = { apiVersion?: HubSpotApiVersion; deadlineMs?: number; seed?: SandboxSeedInput };

/** A running sandbox and the real client in front of it, over loopback; both end with the test. */
export async function openWorld(options: WorldOptions = {}) {
  const sandbox = await startSandbox({
    clock: { now: () => now },
    clientSecret: 'client-secret',
    appOrigin: 'http://127.0.0.1:9',
    cardOrigin: 'https://dealfloor.example',
    environment: 'test',
    seed: SandboxSeed.parse(options.seed ?? seed),
  });
  onTestFinished(() => sandbox.close());
  const tokens = new Map([acme, other].map(({ portalId, token }) => [portalId, token]));
  const hubspot = connectHubSpot({
    baseUrl: sandbox.url,
    accessTokenFor: async (portalId) => tokens.get(portalId) ?? 'no-such-token',
    deadlineMs: options.deadlineMs ?? 5000,
    ...(options.apiVersion && { apiVersion: options.apiVersion }),
  });
  const portal = sandbox.state.portals.get(acme.portalId);
  if (!portal) throw new Error('the seed has no such portal');
  return { sandbox, hubspot, portal, plan: (...faults: PlannedFault[]) => plan(sandbox.url, faults) };
}

export type PlannedFault = Partial<NewFault> & Pick<NewFault, 'fault'>;

async function plan(url: string, faults: PlannedFault[]): Promise<void> {
  const answer = await post(`${url}/_control/faults`, { faults });
  if (answer.status !== 201) throw new Error(await answer.text());
}

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The `UpstreamError` that the call ended with; any other end fails the test. */
export async function upstreamErrorOf(call: Promise<unknown>): Promise<UpstreamError> {
  const end = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (end instanceof UpstreamError) return end;
  throw new Error(`expected an UpstreamError, got ${String(end)}`);
}
