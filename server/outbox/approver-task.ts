import type { Transaction } from '../db/database.ts';
import { estimateVersion } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import type { SignOffRow } from '../sign-offs/sign-off-rows.ts';
import { readSigningCase } from '../sign-offs/signing-case.ts';
import { whoIsAsked } from '../sign-offs/who-signs.ts';
import { enqueue } from './enqueue.ts';

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
  const headline = version?.estimate.verdict.headline ?? '';
  await enqueue(
    ports,
    transaction,
    { portalId, dealId },
    {
      kind: 'open-task',
      token: request.id,
      ownerId: asked?.person.ownerId ?? null,
      subject: `Sign-off: ${dealName}, ${headline}`,
      body: asHtml(
        `${version?.estimate.verdict.sentence ?? ''} ${request.reason} ${ports.publicOrigin}/sign-offs/${request.id}`,
      ),
      dueAt: `${request.neededBy}T12:00:00.000Z`,
      priority: request.verdict === 'loss' ? 'HIGH' : 'MEDIUM',
    },
  );
}

/** HubSpot shows a task's body as HTML; what people wrote is text. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Queues the closing of a request's task. */
export async function closeApproverTask(
  ports: Ports,
  transaction: Transaction,
  { portalId, dealId, id }: SignOffRow,
): Promise<void> {
  await enqueue(ports, transaction, { portalId, dealId }, { kind: 'close-task', token: id });
}
