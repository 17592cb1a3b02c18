import type { DealReading, StageMove } from '../hubspot/port.ts';
import type { DealStanding } from '../sign-offs/deal-standing.ts';
import type { GateAction } from './stage-gate.ts';

export type Subject = { readonly portalId: string; readonly dealId: string };

/** One move of a deal's stage, and what was made of it. */
export type JudgedMove = {
  readonly reading: DealReading & Subject;
  readonly move: StageMove;
  readonly before: StageMove | null;
  readonly action: GateAction;
  readonly backTo: StageMove | null;
  readonly standing: DealStanding;
  readonly mover: string;
};
