import type { DecisionInput, Sizing } from '@dealfloor/price-book';
import { addDays, dayOf } from '../clock.ts';
import { latestEstimate } from '../estimates/estimate-rows.ts';
import { saveEstimate } from '../estimates/save-estimate.ts';
import { type Actor, systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { bundledPolicies } from '../price-books/import-files.ts';
import { importPolicy } from '../price-books/import-price-book.ts';
import { decideSignOff } from '../sign-offs/decide-sign-off.ts';
import { gatherEvidence } from '../sign-offs/evidence.ts';
import { findSignOff } from '../sign-offs/sign-off-rows.ts';
import { submitSignOff } from '../sign-offs/submit-sign-off.ts';
import { ACCOUNT_DEALS, SOLD_DAYS_AGO } from './account-deals.ts';
import { DEMO_PORTAL_ID, type DemoPerson, MARA } from './demo-company.ts';
import {
  ATLAS,
  type DemoDeal,
  HARBOR,
  KESTREL,
  LUMEN,
  MERIDIAN,
  NORTHWIND,
  PIXELFORGE,
  TIDEWATER,
} from './demo-deals.ts';

const HOUR_MS = 3_600_000;

/** Plays the last days of the demo company through the same verbs that people use, each at its own hour. */
export async function playHistory(ports: Ports): Promise<void> {
  const now = ports.clock.now().getTime();
  const at = (hoursAgo: number): Ports => ({
    ...ports,
    clock: { now: () => new Date(now - hoursAgo * HOUR_MS) },
  });
  await sellAccounts(at);
  await approvePixelforge(at);
  for (const [deal, hoursAgo] of [
    [LUMEN, 150],
    [NORTHWIND, 52],
    [HARBOR, 49],
    [ATLAS, 29],
  ] as const) {
    await save(at(hoursAgo), deal, deal.sizing);
  }
  await save(at(28), MERIDIAN, MERIDIAN.sizing);
  await ask(
    at(26),
    MERIDIAN,
    'A research house everyone in the field watches; they renew when the panel works.',
  );
  await save(at(9), KESTREL, { ...KESTREL.sizing, discount: '0.05' });
  await save(at(6), KESTREL, KESTREL.sizing);
  await ask(
    at(5),
    KESTREL,
    'They bring three sister agencies if the pilot year works, and they asked for 10% off.',
  );
  await save(at(4), TIDEWATER, TIDEWATER.sizing);
  await ask(at(3), TIDEWATER, 'A retail logo we can name in public; the summaries are what they buy us for.');
}

type At = (hoursAgo: number) => Ports;

/** The accounts were sold before the first policy of the shelf, under an earlier one of the same words. */
async function sellAccounts(at: At): Promise<void> {
  const ports = at(SOLD_DAYS_AGO * 24 + 40);
  const [policy] = bundledPolicies(ports.files);
  if (!policy) throw new Error('invariant: a policy comes with the project');
  const earlier = { ...policy, version: '2026-01-01', effectiveFrom: '2026-01-01' };
  await importPolicy(ports, systemActor(DEMO_PORTAL_ID), earlier);
  for (const deal of ACCOUNT_DEALS) await save(ports, deal, deal.sizing);
}

/** First sized far too heavy and signed with conditions; then brought down to what the conditions ask. */
async function approvePixelforge(at: At): Promise<void> {
  const heavy: Sizing = {
    ...PIXELFORGE.sizing,
    lines: PIXELFORGE.sizing.lines.map((line) =>
      line.endpoint === '/download-video/' ? { ...line, operations: 9_000 } : line,
    ),
  };
  await save(at(260), PIXELFORGE, heavy);
  const request = await ask(
    at(258),
    PIXELFORGE,
    'They move every download to us in month one; the trial proves it.',
  );
  await decide(at(250), MARA, request, {
    kind: 'approve-with-conditions',
    idempotencyKey: 'demo-pixelforge-decision',
    seenHash: '',
    note: 'Fine for the launch, if downloads stay where the trial has them.',
    conditions: {
      usageCapCallsPerMonth: 300_000,
      overageClause: true,
      repriceAtMonth: 6,
      ownKeyBy: addDays(dayOf(at(0).clock.now()), 20),
      discountAtMost: '0.1',
      annualPrepay: false,
      other: '',
    },
    validUntil: addDays(dayOf(at(0).clock.now()), 3),
    ifItLapses: 'second-look',
  });
  await save(at(240), PIXELFORGE, PIXELFORGE.sizing);
}

function actorFor({ userId, name, roles }: DemoPerson): Actor {
  return { portalId: DEMO_PORTAL_ID, userId, name, roles, via: 'card' };
}

async function save(ports: Ports, deal: DemoDeal, sizing: Sizing): Promise<void> {
  const idempotencyKey = ports.ids.next();
  await saveEstimate(ports, actorFor(deal.owner), { dealId: deal.id, idempotencyKey, sizing });
}

async function ask(ports: Ports, deal: DemoDeal, reason: string): Promise<string> {
  const { version } = await latestOf(ports, deal);
  const request = await submitSignOff(ports, actorFor(deal.owner), {
    dealId: deal.id,
    idempotencyKey: ports.ids.next(),
    estimateVersion: version,
    reason,
    neededBy: addDays(dayOf(ports.clock.now()), 6),
  });
  return request.id;
}

async function decide(
  ports: Ports,
  person: DemoPerson,
  signOffId: string,
  input: DecisionInput,
): Promise<void> {
  const request = await findSignOff(ports.database, DEMO_PORTAL_ID, signOffId);
  if (!request) throw new Error('invariant: the request was just made');
  const { seenHash } = await gatherEvidence(ports, ports.database, request);
  await decideSignOff(ports, actorFor(person), signOffId, { ...input, seenHash });
}

async function latestOf(ports: Ports, deal: DemoDeal) {
  const row = await latestEstimate(ports.database, DEMO_PORTAL_ID, deal.id);
  if (!row) throw new Error('invariant: the deal was just saved');
  return row;
}
