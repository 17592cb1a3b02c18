import { toCents } from '@dealfloor/price-book';
import { chainHead } from '../audit/append-entry.ts';
import { dayOf } from '../clock.ts';
import type { Transaction } from '../db/database.ts';
import { type EstimateRow, latestEstimate } from '../estimates/estimate-rows.ts';
import type { DealPropertyDefinition } from '../hubspot/port.ts';
import { findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { decisionsOf, latestSignOff, type SignOffRow } from '../sign-offs/sign-off-rows.ts';
import { isApproval } from '../sign-offs/sign-off-view.ts';
import { dealStatus } from '../sign-offs/status.ts';
import { enqueue } from './enqueue.ts';

export const PROPERTY_GROUP = { name: 'dealfloor', label: 'Dealfloor margin' };

const VERDICTS = ['clear', 'thin', 'sign_off', 'loss', 'unknown'];

function text(name: string, label: string, description: string): DealPropertyDefinition {
  return { name, label, type: 'string', fieldType: 'text', description };
}

function number(name: string, label: string, description: string): DealPropertyDefinition {
  return { name, label, type: 'number', fieldType: 'number', description };
}

/** The properties that Dealfloor keeps on a deal; their names never change. */
export const DEAL_PROPERTIES: readonly DealPropertyDefinition[] = [
  {
    name: 'dealfloor_verdict',
    label: 'Margin verdict',
    type: 'enumeration',
    fieldType: 'select',
    description: 'What the margin policy says of this deal.',
    options: VERDICTS.map((value) => ({ value, label: value })),
  },
  number('dealfloor_margin_percent', 'Margin %', 'Gross margin over the term, rounded down.'),
  number('dealfloor_margin_low_percent', 'Margin % if usage is off', 'Low end of the range, rounded down.'),
  number('dealfloor_cost_per_month', 'Cost per month (USD)', 'Cost to serve in month 1.'),
  text('dealfloor_sign_off', 'Sign-off', 'Where the sign-off stands.'),
  text('dealfloor_approver', 'Approver', 'Who signed.'),
  {
    name: 'dealfloor_valid_until',
    label: 'Approval valid until',
    type: 'date',
    fieldType: 'date',
    description: 'Last day of the approval.',
  },
  text('dealfloor_price_book', 'Price book', 'Version of the prices behind the figures.'),
  number('dealfloor_estimate_version', 'Estimate version', 'Number of the saved estimate.'),
  text('dealfloor_link', 'Dealfloor', 'Link to the request.'),
  text('dealfloor_audit_head', 'Audit head', 'Hash of the newest audit entry, kept outside the database.'),
];

/** Queues the deal's properties as they stand at the end of this transaction. */
export async function tellHubSpot(
  ports: Ports,
  transaction: Transaction,
  portalId: string,
  dealId: string,
): Promise<void> {
  const estimate = await latestEstimate(transaction, portalId, dealId);
  if (!estimate) return;
  const request = await latestSignOff(transaction, portalId, dealId);
  const properties = {
    ...estimateProperties(estimate),
    ...(await signOffProperties(ports, transaction, estimate, request)),
    dealfloor_audit_head: await chainHead(transaction, portalId),
  };
  await enqueue(ports, transaction, { portalId, dealId }, { kind: 'deal-properties', properties });
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
  request: SignOffRow | null,
): Promise<Record<string, string>> {
  const covers = request?.estimateVersion === estimate.version ? request : null;
  return {
    dealfloor_sign_off: dealStatus(estimate, request, dayOf(ports.clock.now())),
    dealfloor_approver: covers ? await approverNames(transaction, covers) : '',
    dealfloor_valid_until: covers?.validUntil ?? '',
    dealfloor_link: covers ? `${ports.publicOrigin}/sign-offs/${covers.id}` : `${ports.publicOrigin}/queue`,
  };
}

async function approverNames(transaction: Transaction, request: SignOffRow): Promise<string> {
  const approvals = (await decisionsOf(transaction, request.portalId, request.id)).filter(isApproval);
  const people = await Promise.all(
    approvals.map(({ decidedBy }) => findPerson(transaction, request.portalId, decidedBy)),
  );
  return people.map((person, index) => person?.name ?? approvals[index]?.decidedBy ?? '').join(', ');
}

function asDollars(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
}
