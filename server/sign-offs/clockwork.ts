import { and, eq, inArray, notInArray, or } from 'drizzle-orm';
import type { Job } from '../background.ts';
import { type Transaction, transact } from '../db/database.ts';
import { removedDealIds } from '../deals/removed-deals.ts';
import type { Ports } from '../ports.ts';
import { asItStands } from './as-it-stands.ts';
import { settleApproval } from './settle-request.ts';
import { findSignOff, type SignOffRow } from './sign-off-rows.ts';
import { escalate, remind, type Step, tellStandIns, warnOfExpiry } from './time-steps.ts';
import { isApproved } from './transitions.ts';

const PAUSE_MS = 30_000;

/** Notices what time did to requests. Nothing depends on it: what is late or expired is so when it is read. */
export function clockworkJob(): Job {
  return { name: 'clockwork', pauseMs: PAUSE_MS, run: turnClock };
}

const STEPS: readonly Step[] = [tellStandIns, remind, escalate, warnOfExpiry];

/** Does all that is due, each in a transaction of its own and once, however often and by however many it is run. */
export async function turnClock(ports: Ports): Promise<number> {
  const { portals } = ports.database.tables;
  let done = 0;
  for (const { portalId } of await ports.database.query
    .select({ portalId: portals.portalId })
    .from(portals)) {
    for (const request of await liveRequests(ports, portalId)) {
      done += await settle(ports, request);
      for (const step of STEPS) done += await take(ports, request, step);
    }
  }
  return done;
}

/** What can still be moved by time: what somebody is to decide, and what was approved and is not won yet. */
async function liveRequests({ database }: Ports, portalId: string): Promise<SignOffRow[]> {
  const { signOffs, deals } = database.tables;
  const rows = await database.query
    .select({ request: signOffs })
    .from(signOffs)
    .leftJoin(deals, and(eq(deals.portalId, signOffs.portalId), eq(deals.dealId, signOffs.dealId)))
    .where(
      and(
        eq(signOffs.portalId, portalId),
        notInArray(signOffs.dealId, removedDealIds(database, portalId)),
        or(
          inArray(signOffs.state, ['waiting', 'second-look']),
          and(inArray(signOffs.state, ['approved', 'approved-with-conditions']), eq(deals.isWon, 0)),
        ),
      ),
    );
  return rows.map(({ request }) => request);
}

async function settle(ports: Ports, request: SignOffRow): Promise<number> {
  if (!isApproved(request)) return 0;
  const standing = await asItStands(ports, ports.database, request);
  if (standing.state === request.state) return 0;
  const { portalId, dealId } = request;
  return inItsOwn(ports, request, (transaction) => settleApproval(ports, transaction, portalId, dealId));
}

async function take(ports: Ports, request: SignOffRow, step: Step): Promise<number> {
  if (!(await step.isDue(ports, ports.database, request))) return 0;
  return inItsOwn(ports, request, async (transaction, written) => {
    if (!(await step.isDue(ports, transaction, written))) return false;
    await step.take(ports, transaction, written);
    return true;
  });
}

/** Reads the request again in the transaction: somebody may have decided it since. */
async function inItsOwn(
  ports: Ports,
  { portalId, id }: SignOffRow,
  work: (transaction: Transaction, written: SignOffRow) => Promise<boolean>,
): Promise<number> {
  return transact(ports.database, async (transaction) => {
    const written = await findSignOff(transaction, portalId, id);
    return written && (await work(transaction, written)) ? 1 : 0;
  });
}
