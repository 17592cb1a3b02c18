import type { Conditions, Decision, DecisionInput } from '@dealfloor/price-book';
import { CONDITION_FIELDS, type ConditionKind, readDay, readPercent, readWhole } from './condition-fields.ts';
import type { DecisionDraft } from './decision-draft.ts';

export type DecisionKind = Decision['kind'];

export type DraftField = 'note' | 'validUntil' | 'conditions' | ConditionKind;

/** What is wrong with a draft, a sentence per field; empty when it can be sent. */
export type DraftIssues = Partial<Record<DraftField, string>>;

export type ReadDraft =
  | { readonly input: DecisionInput; readonly issues: null }
  | { readonly input: null; readonly issues: DraftIssues };

type Seen = { readonly idempotencyKey: string; readonly seenHash: string; readonly today: string };

const NOTE_AT_LEAST = 10;
const LAST_MONTH = 60;

/** The decision that a draft asks for, or what is missing in it. */
export function readDraft(kind: DecisionKind, draft: DecisionDraft, seen: Seen): ReadDraft {
  const { idempotencyKey, seenHash, today } = seen;
  const note = draft.notes[kind].trim();
  const answer = { idempotencyKey, seenHash, note };
  const issues = { ...noteIssues(kind, note) };
  if (kind !== 'approve-with-conditions') {
    return hasIssues(issues) ? { input: null, issues } : { input: { kind, ...answer }, issues: null };
  }
  const { conditions, issues: conditionIssues } = readConditions(draft);
  Object.assign(issues, conditionIssues, validUntilIssues(draft.validUntil, today));
  if (hasIssues(issues)) return { input: null, issues };
  const { validUntil, ifItLapses } = draft;
  return { input: { kind, ...answer, conditions, validUntil, ifItLapses }, issues: null };
}

function hasIssues(issues: DraftIssues): boolean {
  return Object.keys(issues).length > 0;
}

function noteIssues(kind: DecisionKind, note: string): DraftIssues {
  if (kind === 'approve' || note.length >= NOTE_AT_LEAST) return {};
  const what = kind === 'request-changes' ? 'what to change' : 'why';
  return { note: `Say in at least ${NOTE_AT_LEAST} characters ${what}.` };
}

function validUntilIssues(validUntil: string, today: string): DraftIssues {
  if (readDay(validUntil) === null) return { validUntil: 'Say until when the approval is valid.' };
  if (validUntil <= today) return { validUntil: 'Choose a day after today.' };
  return {};
}

function readConditions({ conditions: asked }: DecisionDraft): {
  conditions: Conditions;
  issues: DraftIssues;
} {
  const text = (kind: ConditionKind) => (asked[kind].isAsked ? asked[kind].text : null);
  const read = <Value>(kind: ConditionKind, parse: (typed: string) => Value | null) => {
    const typed = text(kind);
    return typed === null ? null : parse(typed);
  };
  const month = read('repriceAtMonth', readWhole);
  const conditions: Conditions = {
    usageCapCallsPerMonth: read('usageCapCallsPerMonth', readWhole),
    overageClause: asked.overageClause.isAsked,
    repriceAtMonth: month !== null && month <= LAST_MONTH ? month : null,
    ownKeyBy: read('ownKeyBy', readDay),
    discountAtMost: read('discountAtMost', readPercent),
    annualPrepay: asked.annualPrepay.isAsked,
    other: read('other', (typed) => typed.trim()) ?? '',
  };
  const issues: DraftIssues = {};
  for (const { kind } of CONDITION_FIELDS) {
    const isMissing = conditions[kind] === null || conditions[kind] === '';
    if (asked[kind].isAsked && isMissing) issues[kind] = MISSING[kind];
  }
  if (!CONDITION_FIELDS.some(({ kind }) => asked[kind].isAsked))
    issues.conditions = 'Set at least one condition.';
  return { conditions, issues };
}

const MISSING: Record<ConditionKind, string> = {
  usageCapCallsPerMonth: 'Write a whole number of calls.',
  overageClause: '',
  repriceAtMonth: `Write a month from 1 to ${LAST_MONTH}.`,
  ownKeyBy: 'Choose a day.',
  discountAtMost: 'Write a percentage from 0 to 100.',
  annualPrepay: '',
  other: 'Write what else you ask for.',
};
