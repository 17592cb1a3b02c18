import type { Policy } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import type { DealReading, StageMove } from '../hubspot/port.ts';
import { notify } from '../notices/notify.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { findPerson, systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { standingAt } from './cleared-at.ts';
import type { JudgedMove, Subject } from './judged-move.ts';
import { movesSeen, unjudged } from './moves-seen.ts';
import { peopleToTell } from './people-to-tell.ts';
import { recordBypass } from './record-bypass.ts';
import { judgeMove } from './stage-gate.ts';
import { gateLines, moverWords } from './stage-words.ts';

type Gate = Pick<Policy, 'stageGate' | 'businessHours'>;

const NO_GATE: Gate['stageGate'] = { mode: 'off', stages: [] };

/** Looks at every move of a deal's stage that was made since the portal is ours and not looked at before, once each. */
export async function judgeMoves(
  ports: Ports,
  transaction: Transaction,
  reading: DealReading & Subject,
  since: string,
): Promise<void> {
  const { portalId, dealId, moves } = reading;
  const fresh = new Set(await unjudged(transaction, reading, since));
  if (fresh.size === 0) return;
  const seen = await movesSeen(transaction, { portalId, dealId });
  const policy = (await readLiveTerms(ports, transaction, portalId))?.policy;
  const gate = policy?.stageGate ?? NO_GATE;
  const earlier = seen.filter(({ toStage }) => gate.stages.includes(toStage)).map(({ action }) => action);
  for (const [index, move] of moves.entries()) {
    if (!fresh.has(move)) continue;
    const standing = await standingAt(transaction, { portalId, dealId }, move.at);
    const { action, backTo } = judgeMove({ gate, moves, index, isCleared: standing.isCleared, earlier });
    const mover = await nameMover(transaction, portalId, move);
    const judged = { reading, move, before: moves[index - 1] ?? null, action, backTo, standing, mover };
    await keepMove(ports, transaction, judged);
    const isBypass = move.isWon && !standing.isCleared;
    if (isBypass) await recordBypass(ports, transaction, judged);
    if (policy && action !== 'passed') await act(ports, transaction, judged, { policy, isTold: isBypass });
    if (gate.stages.includes(move.stage)) earlier.push(action);
  }
}

async function nameMover(transaction: Transaction, portalId: string, move: StageMove): Promise<string> {
  const person = move.userId === null ? null : await findPerson(transaction, portalId, move.userId);
  return moverWords(move, person?.name ?? null);
}

async function keepMove(ports: Ports, transaction: Transaction, judged: JudgedMove): Promise<void> {
  const { reading, move, before, action, standing, mover } = judged;
  const { portalId, dealId } = reading;
  const row = {
    portalId,
    dealId,
    movedAt: move.at,
    fromStage: before?.stage ?? null,
    toStage: move.stage,
    movedBy: mover,
    action,
    seenAt: ports.clock.now().toISOString(),
  };
  await transaction.query.insert(transaction.tables.stageMoves).values(row);
  if (action === 'passed') return;
  await appendEntry(transaction, systemActor(portalId), {
    action: `stage-${action}`,
    dealId,
    at: ports.clock.now(),
    record: {
      ...row,
      status: standing.status,
      verdict: standing.verdict,
      signOffId: standing.signOffId,
      nativeApproval: reading.nativeApproval,
    },
  });
}

async function act(
  ports: Ports,
  transaction: Transaction,
  judged: JudgedMove,
  { policy, isTold }: { policy: Gate; isTold: boolean },
): Promise<void> {
  const { reading, move, action, backTo, standing, mover } = judged;
  if (action === 'passed') return;
  const { portalId, dealId, deal } = reading;
  const waitingSince = standing.status === 'waiting' ? (standing.request?.requestedAt ?? null) : null;
  const lines = gateLines(
    {
      dealName: deal.name,
      stage: move.stageLabel,
      backTo: backTo?.stageLabel ?? null,
      status: standing.status,
      isSized: standing.estimate !== null,
      waitingSince,
      timeZone: policy.businessHours.timeZone,
      nativeApproval: reading.nativeApproval,
      mover,
    },
    action,
  );
  const token = `gate-${dealId}-${Date.parse(move.at)}`;
  const effect = backTo
    ? ({ kind: 'move-stage', token, lines, from: move.stage, movedAt: move.at, to: backTo.stage } as const)
    : ({ kind: 'add-note', token, lines } as const);
  await enqueue(ports, transaction, { portalId, dealId }, effect);
  if (isTold && action === 'warned') return;
  const roles = action === 'escalated' ? (['finance', 'manager'] as const) : (['manager'] as const);
  await notify(ports, transaction, {
    portalId,
    to: await peopleToTell(transaction, portalId, { roles, ownerId: deal.ownerId }),
    kind: 'moved-back',
    dealId,
    signOffId: standing.signOffId,
    content: {
      dealName: deal.name,
      backTo: backTo?.stageLabel ?? null,
      stage: move.stageLabel,
      waitingSince,
    },
  });
}
