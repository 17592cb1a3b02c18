import { VERDICT_NAMES } from '@dealfloor/price-book';
import { TRANSITIONS } from '../sign-offs/transitions.ts';
import { type Figures, readFigures } from './figures.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What happened, in words, by the action of an entry; another action is told by its own words. */
export const ACTION_WORDS: Readonly<Record<string, string>> = {
  'estimate-saved': 'Saved an estimate',
  'sign-off-requested': 'Asked for a sign-off',
  'sign-off-approve': 'Approved',
  'sign-off-approve-with-conditions': 'Approved with conditions',
  'sign-off-reject': 'Rejected',
  'sign-off-request-changes': 'Asked for changes',
  'sign-off-withdrawn': 'Withdrew the request',
  'sign-off-commented': 'Commented on the request',
  'sign-off-kept': 'The approval was kept',
  'sign-off-asked-anew': 'The figures moved between two signatures',
  'sign-off-superseded': 'The deal was re-opened',
  'sign-off-look-again': 'The approval needs a second look',
  'sign-off-expire': 'The approval expired',
  'sign-off-lapse': 'The approval lapsed',
  'sign-off-lapse-to-rejected': 'The approval lapsed',
  'sign-off-handed-on': 'The request was handed on',
  'sign-off-reminded': 'Reminded who is to decide',
  'sign-off-escalated': 'Told the next approver that it is late',
  'sign-off-expires-soon': 'Told that the approval ends soon',
  'decision-refused': 'A decision was refused',
  'won-without-sign-off': 'Won without a sign-off',
  'delegation-made': 'Named who stands in',
  'delegation-ended': 'Took the delegation back',
  'roles-given': 'Gave a person their roles',
  'portal-created': 'Made the portal',
  'price-book-imported': 'Put a price book on the shelf',
  'policy-imported': 'Put a policy on the shelf',
  'comparable-accounts-set': 'Set the number of comparable accounts',
  'day-booked': 'Booked a day of costs',
  'facts-imported': 'Imported facts',
  'import-undone': 'Took an import back',
  'request-log-imported': 'Imported a request log',
  'usage-events-received': 'Received usage events',
  'ingest-token-created': 'Made a token for a machine',
  'ingest-token-revoked': 'Revoked a token of a machine',
};

/** An entry's record as fields; what is no JSON object any more has none. */
export function fieldsOf(record: string): Fields {
  try {
    const value: unknown = JSON.parse(record);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** What happened, in words: the entry's own sentence where it has one. */
export function whatHappened(action: string, fields: Fields): string {
  if (typeof fields.sentence === 'string') return fields.sentence;
  const { version, day } = fields;
  if (action === 'estimate-saved' && typeof version === 'number') return `Saved version ${version}`;
  if (action === 'day-booked' && typeof day === 'string') return `Booked the costs of ${day}`;
  return ACTION_WORDS[action] ?? spelled(action);
}

function spelled(action: string): string {
  const words = action.replaceAll('-', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  waiting: 'Waiting',
  approved: 'Approved',
  'approved-with-conditions': 'Approved with conditions',
  rejected: 'Rejected',
  'changes-requested': 'Changes asked',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  superseded: 'Superseded',
  'second-look': 'Needs a second look',
};

const STATUS_AFTER: Readonly<Record<string, string>> = {
  'sign-off-requested': 'waiting',
  'sign-off-withdrawn': 'withdrawn',
  'sign-off-superseded': 'superseded',
};

/** Where an entry left what it is about: the margin for an estimate, the status for a sign-off; null for the rest. */
export function standingAfter(action: string, fields: Fields): string | null {
  if (typeof fields.after === 'string') return fields.after;
  if (action === 'estimate-saved') return headlineOf(readFigures(fields)[0]);
  if (!action.startsWith('sign-off-')) return null;
  const moved = TRANSITIONS.find((transition) => `sign-off-${transition.action}` === action);
  const status = typeof fields.state === 'string' ? fields.state : (STATUS_AFTER[action] ?? moved?.to);
  return status === undefined ? null : (STATUS_WORDS[status] ?? null);
}

/** "49.2% margin, Sign-off". */
function headlineOf(figures: Figures | undefined): string | null {
  const verdict = figures?.output.verdict;
  if (verdict === null || typeof verdict !== 'object') return null;
  const { headline, word }: { headline?: unknown; word?: unknown } = verdict ?? {};
  if (typeof headline !== 'string') return null;
  const name = Object.entries(VERDICT_NAMES).find(([known]) => known === word)?.[1];
  return name === undefined ? headline : `${headline}, ${name}`;
}
