import { showMoney, showPercent } from '@dealfloor/price-book';
import type { z } from 'zod';
import { weekdayAndTime } from '../sign-offs/refuse-while-waiting.ts';
import { NOTICE_CONTENTS, type NoticeKind } from './notice-content.ts';
import { plainText } from './plain-text.ts';
import { shownDay, shownWeekday } from './shown-days.ts';

/** What is said, before it is known where: a header, sentences, what somebody wrote, and a line of background. */
export type Words = {
  readonly header: string;
  readonly lines: readonly string[];
  readonly quote: string | null;
  readonly background: string | null;
};

type Content<Kind extends NoticeKind> = z.output<(typeof NOTICE_CONTENTS)[Kind]>;
type Writers = { [Kind in NoticeKind]: (content: Content<Kind>) => Words };

const WRITERS: Writers = {
  'sign-off-wanted': (asked) => ({
    header: `Sign-off wanted: ${asked.dealName}, ${margin(asked.marginPercent)}`,
    ...request(asked),
  }),
  'second-signature-wanted': (asked) => {
    const { lines, ...rest } = request(asked);
    const signed = `${asked.signedBy} has signed: ${asked.given} of ${asked.needed}.`;
    return {
      header: `Second signature wanted: ${asked.dealName}, ${margin(asked.marginPercent)}`,
      lines: [asked.anew ?? '', signed, ...lines].filter(Boolean),
      ...rest,
    };
  },
  decided,
  withdrawn: ({ dealName, by, why }) => say(`Withdrawn: ${dealName}.`, why ?? `${by} took the request back.`),
  commented: ({ dealName, by, body }) => say(`Comment on ${dealName}.`, quote(by, body)),
  reminder: ({ dealName, waitedBusinessHours }) =>
    say(`Still waiting: ${dealName}, ${waitedBusinessHours} business hours.`),
  escalation: ({ dealName, waitedBusinessHours, alsoTo }) =>
    say(
      `Still waiting: ${dealName}, ${waitedBusinessHours} business hours.`,
      alsoTo.length > 0 ? `Also sent to ${alsoTo.join(', ')}.` : '',
    ),
  'expires-soon': ({ dealName, days, validUntil }) =>
    say(
      `Expires in ${days === 1 ? '1 day' : `${days} days`}: approval for ${dealName} (${shownDay(validUntil)}).`,
      'Close it or ask again.',
    ),
  expired: ({ dealName, validUntil }) =>
    say(
      `Expired: approval for ${dealName}${validUntil ? ` (${shownDay(validUntil)})` : ''}.`,
      'Ask again before you close it.',
    ),
  'second-look': ({ dealName, why, before, after }) => {
    const moved = before !== null && after !== null ? `: ${percent(before)} -> ${percent(after)}.` : '.';
    return say(`Needs a second look: ${dealName}.`, `${why.replace(/[.\s]+$/, '')}${moved}`);
  },
  'moved-back': ({ dealName, backTo, stage, waitingSince }) =>
    say(
      backTo === null
        ? `Not signed off: ${dealName} needs finance sign-off before ${stage}.`
        : `Moved back to ${backTo}: ${dealName} needs finance sign-off before ${stage}.`,
      waitingSince === null
        ? 'Nobody has asked for it yet.'
        : `It has been waiting since ${weekdayAndTime(new Date(waitingSince))}.`,
    ),
  bypass: ({ dealName, wonAt, status, source }) =>
    say(
      `Won without a valid sign-off: ${dealName}.`,
      `Closed on ${shownDay(wonAt.slice(0, 10))} by ${source}; its sign-off stood at "${status}".`,
    ),
  'workflow-waits': ({ dealName, expiresAt }) =>
    say(
      `A workflow waits for a decision: ${dealName}.`,
      expiresAt === null ? '' : `It goes on without one at ${weekdayAndTime(new Date(expiresAt))} UTC.`,
    ),
  proposal: ({ what, by, note }) =>
    say(`A second person is wanted: ${what}.`, `${by} proposed it.`, note ? quote(by, note) : ''),
};

/** The words of a kind of news, in plain text on single lines whatever somebody typed. */
export function noticeWords(kind: NoticeKind, content: Record<string, unknown>): Words {
  const words = write(kind, content);
  return {
    header: plainText(words.header),
    lines: words.lines.map(plainText),
    quote: words.quote === null ? null : plainText(words.quote),
    background: words.background === null ? null : plainText(words.background),
  };
}

/** A writer is called with what the schema of its own kind gave; the compiler cannot follow that through the table. */
function write<Kind extends NoticeKind>(kind: Kind, content: Record<string, unknown>): Words {
  return WRITERS[kind](NOTICE_CONTENTS[kind].parse(content) as Content<Kind>);
}

function say(header: string, ...lines: string[]): Words {
  return { header, lines: lines.filter(Boolean), quote: null, background: null };
}

function request(
  asked: Content<'sign-off-wanted'> | Content<'second-signature-wanted'>,
): Omit<Words, 'header'> {
  const { by, neededBy, rule, lowPercent, highPercent, customerPaysUsd, costsUsUsd, termMonths } = asked;
  const months = termMonths === 1 ? '1 month' : `${termMonths} months`;
  const lines = [
    `${by} asks by ${shownWeekday(neededBy)}.`,
    rule,
    lowPercent !== null && highPercent !== null
      ? `Could be ${percent(lowPercent)} to ${percent(highPercent)}.`
      : '',
    customerPaysUsd !== null && costsUsUsd !== null
      ? `Customer pays ${money(customerPaysUsd)}, costs us ${money(costsUsUsd)} a month, ${months}.`
      : '',
  ];
  const background = [
    asked.comparableAccounts === null ? '' : similar(asked.comparableAccounts),
    asked.priceBookFrom === null ? '' : `Price book ${shownDay(asked.priceBookFrom)}.`,
  ];
  return {
    lines: lines.filter(Boolean),
    quote: asked.reason,
    background: background.filter(Boolean).join(' ') || null,
  };
}

function decided(taken: Content<'decided'>): Words {
  const { dealName, by, decision, note, conditions, validUntil, given, needed } = taken;
  const said = quote(by, note);
  if (decision === 'request-changes') return say(`Changes asked: ${dealName}.`, said);
  if (decision === 'reject') {
    return say(`Rejected: ${dealName}.`, said, 'You can change the deal and send it again.');
  }
  const figure = taken.marginPercent === null ? '' : ` at ${percent(taken.marginPercent)}`;
  const terms = conditions.length > 0 ? `Conditions: ${conditions.join('; ')}.` : '';
  if (given < needed) {
    const signed = `${given} of ${needed} signatures.`;
    return say(`Signed: ${dealName}${figure}, by ${by}.`, taken.anew ?? '', signed, terms);
  }
  return say(
    `Approved: ${dealName}${figure}, by ${by}.`,
    terms,
    validUntil === null ? '' : `Valid until ${shownDay(validUntil)}.`,
  );
}

const quote = (by: string, text: string) => `${first(by)}: '${text}'${/[.!?…]$/.test(text) ? '' : '.'}`;
const similar = (accounts: number) =>
  accounts === 1 ? '1 similar account.' : `${accounts} similar accounts.`;
const margin = (text: string | null) => (text === null ? 'no revenue' : `${percent(text)} margin`);
const percent = (text: string) => showPercent(text, 'en-US');
const money = (text: string) => showMoney(text, 'en-US');
const first = (name: string) => name.split(' ')[0] ?? name;
