import { VERDICT_NAMES } from '@dealfloor/price-book';
import { TRANSITIONS } from '../sign-offs/transitions.ts';
import { ACTION_WORDS } from './action-words.ts';
import { type Figures, readFigures } from './figures.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An older version may have written what this one has no words for. */
const WORDS: Readonly<Record<string, string>> = ACTION_WORDS;

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
  return WORDS[action] ?? spelled(action);
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
