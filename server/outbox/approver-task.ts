import type { Database, Transaction } from '../db/database.ts';
import { estimateVersion } from '../estimates/estimate-rows.ts';
import { asHtml } from '../notices/plain-text.ts';
import type { Ports } from '../ports.ts';
import type { SignOffRow } from '../sign-offs/sign-off-rows.ts';
import { readSigningCase } from '../sign-offs/signing-case.ts';
import { whoIsAsked } from '../sign-offs/who-signs.ts';
import { enqueue } from './enqueue.ts';
import { lastToldTask } from './last-told.ts';

/** Queues a HubSpot task for whoever decides first; it is a record, not a notice. */
export async function openApproverTask(
  ports: Ports,
  transaction: Transaction,
  request: SignOffRow,
  dealName: string,
): Promise<void> {
  const { portalId, dealId } = request;
  const [asked] = whoIsAsked(await readSigningCase(ports, transaction, request));
  const version = await estimateVersion(transaction, portalId, dealId, request.estimateVersion);
  const verdict = version?.estimate.verdict;
  await enqueue(
    ports,
    transaction,
    { portalId, dealId },
    {
      kind: 'open-task',
      token: request.id,
      ownerId: asked?.person.ownerId ?? null,
      subject: `Sign-off: ${dealName}, ${verdict?.headline ?? ''}`,
      body: asHtml(
        `${verdict?.sentence ?? ''} ${request.reason} ${ports.publicOrigin}/sign-offs/${request.id}`,
      ),
      dueAt: `${request.neededBy}T12:00:00.000Z`,
      priority: request.verdict === 'loss' ? 'HIGH' : 'MEDIUM',
    },
  );
}

/** Whose the task should be and is not: of the first who is asked now; null when it is theirs, or there is none. */
export async function nextTaskOwner(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  request: SignOffRow,
): Promise<string | null> {
  const task = await lastToldTask(handle, request);
  const [asked] = task ? whoIsAsked(await readSigningCase(ports, handle, request)) : [];
  const ownerId = asked?.person.ownerId ?? null;
  return ownerId === task?.ownerId ? null : ownerId;
}

/** Queues the task's passing on to whoever is asked now, and says to whom: one has signed, went away or came back. */
export async function passApproverTask(
  ports: Ports,
  transaction: Transaction,
  request: SignOffRow,
): Promise<string | null> {
  const ownerId = await nextTaskOwner(ports, transaction, request);
  if (ownerId === null) return null;
  const { portalId, dealId, id: token } = request;
  await enqueue(ports, transaction, { portalId, dealId }, { kind: 'change-task', token, ownerId });
  return ownerId;
}

/** Queues the raising of the task's priority: the answer is overdue. */
export async function hurryApproverTask(
  ports: Ports,
  transaction: Transaction,
  { portalId, dealId, id: token }: SignOffRow,
): Promise<void> {
  const effect = { kind: 'change-task', token, priority: 'HIGH' } as const;
  await enqueue(ports, transaction, { portalId, dealId }, effect);
}

/** Queues the closing of a request's task. */
export async function closeApproverTask(
  ports: Ports,
  transaction: Transaction,
  { portalId, dealId, id: token }: SignOffRow,
): Promise<void> {
  await enqueue(ports, transaction, { portalId, dealId }, { kind: 'close-task', token });
}
