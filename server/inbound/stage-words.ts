import type { SignOffStatus } from '@dealfloor/price-book';
import type { StageMove } from '../hubspot/port.ts';

/** Who moved a deal, in words; HubSpot tells a super admin no other than any user. */
export function moverWords(move: Pick<StageMove, 'sourceType' | 'userId'>, name: string | null): string {
  if (move.userId !== null) return name ?? `HubSpot user ${move.userId}`;
  const words: Readonly<Record<string, string>> = {
    AUTOMATION_PLATFORM: 'a workflow',
    INTEGRATION: 'an integration',
    API: 'an integration',
    IMPORT: 'an import',
    CRM_UI: 'somebody in HubSpot',
  };
  return words[move.sourceType] ?? `HubSpot (${move.sourceType.toLowerCase().replaceAll('_', ' ')})`;
}

const SITUATIONS: Readonly<Record<SignOffStatus, string>> = {
  draft: 'Nobody has asked for it yet.',
  'not-required': 'It needed none when we looked, but did when it was moved.',
  waiting: 'It is waiting.',
  'changes-requested': 'Finance asked for changes.',
  approved: 'It was approved after the move.',
  'approved-with-conditions': 'It was approved after the move.',
  rejected: 'Finance rejected it.',
  withdrawn: 'The request was withdrawn.',
  expired: 'Its approval has run out.',
  superseded: 'The approval does not cover its newest version.',
  'second-look': 'Its approval needs a second look.',
};

/** HubSpot's own approval is another gate with other rules; it stands beside ours and clears nothing here. */
const NATIVE: Readonly<Record<string, string>> = {
  PENDING: ' HubSpot’s own approval is pending.',
  APPROVED: ' HubSpot’s own approval was given; it does not replace this one.',
  REJECTED: ' HubSpot’s own approval was refused.',
  NO_APPROVAL_NEEDED: ' HubSpot’s own rules asked for none.',
};

export type GateSentence = {
  readonly dealName: string;
  readonly stage: string;
  readonly backTo: string | null;
  readonly status: SignOffStatus;
  readonly isSized: boolean;
  readonly waitingSince: string | null;
  readonly timeZone: string;
  readonly mover: string;
  readonly nativeApproval: string | null;
};

/** What a stage gate writes on the deal: what it did, why, and who had moved it. */
export function gateLines(sentence: GateSentence, action: 'warned' | 'moved-back' | 'escalated'): string[] {
  const { dealName, stage, backTo, mover, nativeApproval } = sentence;
  const needs = `${dealName} needs finance sign-off before ${stage}. ${situation(sentence)}`;
  const moved = `It was moved there by ${mover}.${NATIVE[nativeApproval ?? ''] ?? ''}`;
  if (action === 'moved-back') return [`Moved back to ${backTo}: ${needs}`, moved];
  if (action === 'warned') return [needs, `${moved} Dealfloor only warns: the deal stays where it is.`];
  return [needs, `${moved} It stays there now: finance and the manager are told.`];
}

function situation({ status, isSized, waitingSince, timeZone }: GateSentence): string {
  if (!isSized) return 'Nobody has sized it yet.';
  if (status !== 'waiting' || waitingSince === null) return SITUATIONS[status];
  return `It has been waiting since ${shownMoment(waitingSince, timeZone)}.`;
}

/** A moment of these days, like Thu 10:14. */
export function shownMoment(moment: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return format.format(new Date(moment)).replace(',', '');
}
