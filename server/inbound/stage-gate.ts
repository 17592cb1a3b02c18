import type { Policy } from '@dealfloor/price-book';
import type { StageMove } from '../hubspot/port.ts';

export type GateAction = 'passed' | 'warned' | 'moved-back' | 'escalated';

export type GateQuestion = {
  readonly gate: Policy['stageGate'];
  /** All moves that HubSpot knows of the deal, the oldest first. */
  readonly moves: readonly StageMove[];
  /** Which of them is judged. */
  readonly index: number;
  readonly isCleared: boolean;
  /** What the gate did about the deal's earlier moves into guarded stages, the oldest first. */
  readonly earlier: readonly GateAction[];
};

/**
 * What the gate does about one move. A deal is put back once and only from where it stands now; pushed on again without
 * a sign-off it is told to people and no longer fought over.
 */
export function judgeMove(question: GateQuestion): { action: GateAction; backTo: StageMove | null } {
  const { gate, moves, index, isCleared, earlier } = question;
  const move = moves[index];
  if (!move || gate.mode === 'off' || isCleared || !gate.stages.includes(move.stage))
    return { action: 'passed', backTo: null };
  if (gate.mode === 'warn' || index < moves.length - 1) return { action: 'warned', backTo: null };
  const sinceLet = earlier.slice(earlier.lastIndexOf('passed') + 1);
  const backTo = moves.slice(0, index).findLast(({ stage }) => !gate.stages.includes(stage)) ?? null;
  if (sinceLet.includes('moved-back') || backTo === null) return { action: 'escalated', backTo: null };
  return { action: 'moved-back', backTo };
}
