import type { EstimateVersion, SaveInput } from '@dealfloor/price-book';
import { sql } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { contentHash } from '../audit/canonical-json.ts';
import { figuresOf } from '../audit/figures.ts';
import type { Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { readDeal } from '../deals/read-deal.ts';
import { once } from '../idempotency/once.ts';
import { tellHubSpot } from '../outbox/tell-hubspot.ts';
import type { Actor } from '../people/actor.ts';
import { requireSeller } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { followApproval, type SavedVersion } from '../sign-offs/follow-approval.ts';
import { refuseWhileWaiting } from '../sign-offs/refuse-while-waiting.ts';
import { type EstimateRow, nextVersion, versionView } from './estimate-rows.ts';
import { type EstimateUnderTerms, estimateSizing } from './estimate-sizing.ts';
import { recordTry } from './record-try.ts';

const insertEstimate = prepared(({ query, tables: { estimates } }) =>
  query
    .insert(estimates)
    .values({
      portalId: sql.placeholder('portalId'),
      dealId: sql.placeholder('dealId'),
      version: sql.placeholder('version'),
      sizing: sql.placeholder('sizing'),
      estimate: sql.placeholder('estimate'),
      hash: sql.placeholder('hash'),
      priceBookHash: sql.placeholder('priceBookHash'),
      policyHash: sql.placeholder('policyHash'),
      verdict: sql.placeholder('verdict'),
      savedBy: sql.placeholder('savedBy'),
      savedAt: sql.placeholder('savedAt'),
    })
    .prepare(),
);

/** Saves a sizing as the deal's next version, computed here under the live terms, and tells HubSpot. */
export async function saveEstimate(
  ports: Ports,
  actor: Actor,
  input: SaveInput & { dealId: string },
): Promise<EstimateVersion> {
  requireSeller(actor);
  await readDeal(ports, actor.portalId, input.dealId, 'recent');
  const { idempotencyKey: key, ...body } = input;
  return once(ports, actor, { key, action: 'save-estimate', body, status: 201 }, async (transaction) => {
    await refuseWhileWaiting(ports, transaction, actor, input.dealId);
    const computed = await estimateSizing(ports, transaction, actor.portalId, input.sizing);
    const saved = await insertVersion(ports, transaction, actor, input, computed);
    await followApproval(ports, transaction, actor, saved);
    await recordTry(ports, transaction, actor, { ...input, estimate: computed.estimate });
    await tellHubSpot(ports, transaction, actor.portalId, input.dealId);
    return versionView(saved.row, actor.name);
  });
}

async function insertVersion(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  { dealId, sizing }: SaveInput & { dealId: string },
  { estimate, terms }: EstimateUnderTerms,
): Promise<SavedVersion> {
  if (!terms)
    throw new UnprocessableError('no-price-book', 'No price book is live; there is nothing to save yet.');
  const { portalId } = actor;
  const version = await nextVersion(transaction, portalId, dealId);
  const at = ports.clock.now();
  const row: EstimateRow = {
    portalId,
    dealId,
    version,
    sizing,
    estimate,
    hash: contentHash({ sizing, estimate }),
    priceBookHash: terms.priceBookHash,
    policyHash: terms.policyHash,
    verdict: estimate.verdict.word,
    savedBy: actor.userId,
    savedAt: at.toISOString(),
  };
  await insertEstimate(transaction).execute(row);
  await appendEntry(transaction, actor, {
    action: 'estimate-saved',
    dealId,
    at,
    record: { version, figures: figuresOf(ports, row) },
  });
  return { row, terms };
}
