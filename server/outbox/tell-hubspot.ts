import { toCents } from '@dealfloor/price-book';
import { chainHead } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { findCopy } from '../deals/deal-copy.ts';
import type { EstimateRow } from '../estimates/estimate-rows.ts';
import { BYPASSED, isBypassed } from '../inbound/is-bypassed.ts';
import { findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { askedTogether } from '../sign-offs/company-split.ts';
import { type DealStanding, dealStanding } from '../sign-offs/deal-standing.ts';
import { approvalsOfRound, type SignOffRow } from '../sign-offs/sign-off-rows.ts';
import { enqueue } from './enqueue.ts';
import { lastToldStatus } from './last-told.ts';

/** Queues the deal's properties as they stand at the end of this transaction, and those of the deals that it moves along. */
export async function tellHubSpot(
  ports: Ports,
  transaction: Transaction,
  portalId: string,
  dealId: string,
): Promise<void> {
  const properties = await propertiesOf(ports, transaction, portalId, dealId);
  if (!properties) return;
  await enqueue(ports, transaction, { portalId, dealId }, { kind: 'deal-properties', properties });
  const deal = await findCopy(transaction, portalId, dealId);
  await tellCompanies(ports, transaction, portalId, [deal?.companyId]);
}

/** Deals of one company that one change may move along; what is left is told with the next. */
const MOST_MOVED_ALONG = 50;

/** A deal that comes, goes or changes moves what the others of its company come to, the one before and the one now. */
export async function tellCompanies(
  ports: Ports,
  transaction: Transaction,
  portalId: string,
  companyIds: readonly (string | null | undefined)[],
): Promise<void> {
  for (const companyId of new Set(companyIds))
    if (companyId) await tellCompany(ports, transaction, portalId, companyId);
}

/**
 * Queues the properties of those deals of a company whose sign-off reads otherwise than HubSpot was last told, because
 * of what all of them come to together.
 */
async function tellCompany(
  ports: Ports,
  transaction: Transaction,
  portalId: string,
  companyId: string,
): Promise<void> {
  let told = 0;
  for (const [dealId, isAsked] of await askedTogether(ports, transaction, portalId, companyId)) {
    const last = await lastToldStatus(transaction, portalId, dealId);
    if (last !== (isAsked ? 'not-required' : 'draft') || told === MOST_MOVED_ALONG) continue;
    const properties = await propertiesOf(ports, transaction, portalId, dealId);
    if (!properties || properties.dealfloor_sign_off === last) continue;
    await enqueue(ports, transaction, { portalId, dealId }, { kind: 'deal-properties', properties });
    told += 1;
  }
}

async function propertiesOf(ports: Ports, transaction: Transaction, portalId: string, dealId: string) {
  const standing = await dealStanding(ports, transaction, portalId, dealId);
  const { estimate } = standing;
  if (!estimate) return null;
  const signOff = await signOffProperties(ports, transaction, estimate, standing);
  const dealfloor_audit_head = await chainHead(transaction, portalId);
  return { ...estimateProperties(estimate), ...signOff, dealfloor_audit_head };
}

function estimateProperties({ estimate, version }: EstimateRow): Record<string, string> {
  const cost = estimate.month.costUsd;
  return {
    dealfloor_verdict: estimate.verdict.word ?? '',
    dealfloor_margin_percent: estimate.term.grossMargin.percent ?? '',
    dealfloor_margin_low_percent: estimate.range.lowPercent ?? '',
    dealfloor_cost_per_month: cost === null ? '' : asDollars(toCents(cost)),
    dealfloor_price_book: estimate.priceBook.version,
    dealfloor_estimate_version: String(version),
  };
}

async function signOffProperties(
  ports: Ports,
  transaction: Transaction,
  estimate: EstimateRow,
  { status, request }: DealStanding,
) {
  const covers = request?.coversVersion === estimate.version ? request : null;
  return {
    dealfloor_sign_off: (await isBypassed(transaction, estimate.portalId, estimate.dealId))
      ? BYPASSED
      : status,
    dealfloor_approver: covers ? await approverNames(transaction, covers) : '',
    dealfloor_valid_until: covers?.validUntil ?? '',
    dealfloor_link: covers ? `${ports.publicOrigin}/sign-offs/${covers.id}` : `${ports.publicOrigin}/queue`,
  };
}

async function approverNames(transaction: Transaction, request: SignOffRow): Promise<string> {
  const approvals = await approvalsOfRound(transaction, request, request.round);
  const people = await Promise.all(
    approvals.map(({ decidedBy }) => findPerson(transaction, request.portalId, decidedBy)),
  );
  return people.map((person, index) => person?.name ?? approvals[index]?.decidedBy ?? '').join(', ');
}

function asDollars(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
}
