import type { DecisionInput, Estimate } from '@dealfloor/price-book';
import type { Transaction } from '../db/database.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { estimateVersion } from '../estimates/estimate-rows.ts';
import { passApproverTask } from '../outbox/approver-task.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { askersOf } from '../sign-offs/comment-on-sign-off.ts';
import { approvalsOfRound, isApproval, type SignOffRow } from '../sign-offs/sign-off-rows.ts';
import { readSigningCase } from '../sign-offs/signing-case.ts';
import { isOpen } from '../sign-offs/transitions.ts';
import { missingOf, whoIsAsked } from '../sign-offs/who-signs.ts';
import { conditionWords } from './condition-words.ts';
import type { NoticeContent } from './notice-content.ts';
import { notify } from './notify.ts';
import { noticeWords } from './words.ts';

/** Tells those who are asked to sign that they are; all of them, or those who are asked only now. */
export async function tellAsked(
  ports: Ports,
  transaction: Transaction,
  request: SignOffRow,
  newlyAsked?: readonly string[],
): Promise<void> {
  const { portalId, dealId, id: signOffId } = request;
  const to = newlyAsked ?? (await askedNow(ports, transaction, request));
  const content = await askContent(transaction, request);
  await notify(ports, transaction, {
    portalId,
    to,
    kind: 'sign-off-wanted',
    dealId,
    signOffId,
    content,
  });
}

/** Tells those who were asked that there is nothing left to decide. */
export async function tellWithdrawn(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  waiting: SignOffRow,
): Promise<void> {
  const { portalId, dealId, id: signOffId } = waiting;
  const to = await askedNow(ports, transaction, waiting);
  const content = { dealName: await dealNameOf(transaction, waiting), by: actor.name };
  await notify(ports, transaction, { portalId, to, kind: 'withdrawn', dealId, signOffId, content });
}

type Taken = {
  readonly actor: Actor;
  readonly onBehalfOf: string | null;
  readonly input: DecisionInput;
  readonly decided: SignOffRow;
  /** Why the signatures before this one no longer count, if they do not. */
  readonly anew: string | null;
};

/** Tells a decision: the askers, whoever signs next, and a note on the deal in HubSpot. */
export async function tellDecided(ports: Ports, transaction: Transaction, taken: Taken): Promise<void> {
  const { actor, decided } = taken;
  const { portalId, dealId, id: signOffId } = decided;
  const content = await decisionContent(ports, transaction, taken);
  const deal = await findCopy(transaction, portalId, dealId);
  const askers = await askersOf(transaction, decided, deal?.ownerId ?? null);
  const to = askers.filter((userId) => userId !== actor.userId);
  await notify(ports, transaction, { portalId, to, kind: 'decided', dealId, signOffId, content });
  const words = noticeWords('decided', content);
  const said = isApproval(taken.input) && taken.input.note ? [`${content.by}: '${taken.input.note}'`] : [];
  const token = `${signOffId}-${decided.revision}`;
  const lines = [words.header, ...words.lines, ...said];
  await enqueue(ports, transaction, { portalId, dealId }, { kind: 'add-note', token, lines });
  if (isOpen(decided)) await tellNext(ports, transaction, decided, content);
}

async function tellNext(
  ports: Ports,
  transaction: Transaction,
  request: SignOffRow,
  { by: signedBy, anew, given, needed }: NoticeContent['decided'],
): Promise<void> {
  const { portalId, dealId, id: signOffId } = request;
  await passApproverTask(ports, transaction, request);
  const to = await askedNow(ports, transaction, request);
  const content = { ...(await askContent(transaction, request)), signedBy, anew, given, needed };
  const kind = 'second-signature-wanted';
  await notify(ports, transaction, { portalId, to, kind, dealId, signOffId, content });
}

async function askedNow(ports: Ports, transaction: Transaction, request: SignOffRow): Promise<string[]> {
  const asked = whoIsAsked(await readSigningCase(ports, transaction, request));
  return asked.map(({ person }) => person.userId);
}

async function askContent(
  transaction: Transaction,
  request: SignOffRow,
): Promise<NoticeContent['sign-off-wanted']> {
  const { portalId, dealId, requestedBy, neededBy, reason } = request;
  const version = await estimateVersion(transaction, portalId, dealId, request.estimateVersion);
  if (!version) throw new Error('invariant: a request names a saved version');
  const { estimate, sizing } = version;
  const asker = await findPerson(transaction, portalId, requestedBy);
  return {
    dealName: await dealNameOf(transaction, request),
    by: asker?.name ?? requestedBy,
    neededBy,
    reason,
    marginPercent: estimate.term.grossMargin.percent,
    lowPercent: estimate.range.lowPercent,
    highPercent: estimate.range.highPercent,
    rule: decisiveRule(estimate),
    customerPaysUsd: estimate.month.revenueUsd,
    costsUsUsd: estimate.month.costUsd,
    termMonths: sizing.termMonths,
    comparableAccounts: estimate.range.comparableAccounts,
    priceBookFrom: estimate.priceBook.effectiveFrom,
  };
}

function decisiveRule({ verdict: { rules, sentence } }: Estimate): string {
  const loss = rules.find((rule) => rule.id === 'R4');
  return (loss ?? rules[0])?.sentence ?? sentence;
}

async function decisionContent(
  ports: Ports,
  transaction: Transaction,
  { actor, onBehalfOf, input, decided, anew }: Taken,
): Promise<NoticeContent['decided']> {
  const { portalId, dealId, estimateVersion: asked, round, signatures, validUntil } = decided;
  const version = await estimateVersion(transaction, portalId, dealId, asked);
  const absent = onBehalfOf === null ? null : await findPerson(transaction, portalId, onBehalfOf);
  const signed = await approvalsOfRound(transaction, decided, round);
  const missing = isOpen(decided) ? missingOf(await readSigningCase(ports, transaction, decided)) : [];
  return {
    dealName: await dealNameOf(transaction, decided),
    by: absent ? `${actor.name} for ${absent.name}` : actor.name,
    decision: input.kind,
    marginPercent: version?.estimate.term.grossMargin.percent ?? null,
    note: input.note,
    anew,
    conditions: signed.flatMap(({ conditions }) => (conditions ? conditionWords(conditions) : [])),
    validUntil,
    given: signatures.length - missing.length,
    needed: signatures.length,
  };
}

async function dealNameOf(transaction: Transaction, { portalId, dealId }: SignOffRow): Promise<string> {
  return (await findCopy(transaction, portalId, dealId))?.name ?? dealId;
}
