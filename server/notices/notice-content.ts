import { z } from 'zod';

const text = z.string();
const maybe = z.string().nullable().default(null);
const count = z.int();

/** `dealName` and names of people are plain text as somebody typed it. */
const about = { dealName: text };

const anew = maybe.describe('Why signatures before this one no longer count, as a sentence.');

const request = {
  ...about,
  by: text.describe('Who asks.'),
  neededBy: text,
  reason: text,
  marginPercent: maybe,
  lowPercent: maybe,
  highPercent: maybe,
  rule: text.describe('The rule that decided, as a sentence.'),
  customerPaysUsd: maybe,
  costsUsUsd: maybe,
  termMonths: count,
  comparableAccounts: count.nullable().default(null),
  priceBookFrom: maybe,
};

/** What is told with each kind of news; percents and amounts are texts, days are like 2026-11-27. */
export const NOTICE_CONTENTS = {
  'sign-off-wanted': z.strictObject(request),
  'second-signature-wanted': z.strictObject({
    ...request,
    signedBy: text,
    anew,
    given: count,
    needed: count,
  }),
  decided: z.strictObject({
    ...about,
    by: text,
    decision: z.enum(['approve', 'approve-with-conditions', 'reject', 'request-changes']),
    marginPercent: maybe,
    note: text,
    anew,
    conditions: z.array(text),
    validUntil: maybe,
    given: count.describe('Signatures given so far; an approval counts from the last one.'),
    needed: count,
  }),
  withdrawn: z.strictObject({
    ...about,
    by: text,
    why: maybe.describe('What ended it, as a sentence; null when somebody took it back.'),
  }),
  commented: z.strictObject({ ...about, by: text, body: text }),
  reminder: z.strictObject({ ...about, waitedBusinessHours: count }),
  escalation: z.strictObject({ ...about, waitedBusinessHours: count, alsoTo: z.array(text) }),
  'expires-soon': z.strictObject({ ...about, days: count, validUntil: text }),
  expired: z.strictObject({ ...about, validUntil: text }),
  'second-look': z.strictObject({
    ...about,
    why: text.describe('What moved, as a sentence.'),
    before: maybe,
    after: maybe,
  }),
  'moved-back': z.strictObject({
    ...about,
    backTo: text.nullable().describe('The stage it was put back to; null when it was only warned about.'),
    stage: text,
    waitingSince: text.nullable().describe('An ISO moment; null when nobody has asked yet.'),
  }),
  bypass: z.strictObject({ ...about, wonAt: text, status: text, source: text }),
  'workflow-waits': z.strictObject({ ...about, expiresAt: maybe }),
  proposal: z.strictObject({ what: text.describe('Such as "policy v5".'), by: text, note: text }),
} as const;

/** What people hear about; each kind has its own words. */
export type NoticeKind = keyof typeof NOTICE_CONTENTS;

/** What a kind of news tells. */
export type NoticeContent = { [Kind in NoticeKind]: z.input<(typeof NOTICE_CONTENTS)[Kind]> };
