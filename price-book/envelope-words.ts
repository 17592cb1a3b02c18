import { type Envelope, inMonth } from './envelope.ts';
import { showCount, showMoney } from './format.ts';
import type { KeyMode, Sizing } from './sizing.ts';

const KEYS: Readonly<Record<KeyMode, string>> = {
  shared: 'our key',
  byo: 'their own key',
  hybrid: 'a trial on our key, then their own',
};

/** What an envelope covers, one sentence each: price, volume, endpoints, and what must stay as it is. */
export function envelopeSentences(envelope: Envelope): string[] {
  const { trial, keyMode, plan, termMonths, currency, priceBook } = envelope;
  return [
    priceSentence(envelope),
    callsSentence(envelope),
    endpointsSentence(envelope),
    ...(trial ? [`A trial of at most ${trialName(trial)}`] : []),
    `${plan.name} plan on ${keyName(keyMode)}, ${named(termMonths, 'month')}, in ${currency}`,
    `Under price book ${priceBook.version}, with no rule that did not apply when it was signed`,
  ];
}

function priceSentence({ monthRevenueUsd, termRevenueUsd }: Envelope): string {
  const [first = '0', ...others] = monthRevenueUsd;
  if (others.length === 0) return `Price at least ${usd(first)} a month`;
  return `Price at least ${usd(first)} in month 1, ${usd(termRevenueUsd)} over the term, and in each month what was signed for it`;
}

function callsSentence({ calls, termMonths }: Envelope): string {
  if (calls.length === 1) return `At most ${counted(inMonth(calls, 1))} calls a month`;
  const [first, last] = [counted(inMonth(calls, 1)), counted(inMonth(calls, termMonths))];
  return `At most ${first} calls in month 1 and ${last} in month ${termMonths}, month by month as signed`;
}

function endpointsSentence({ endpoints }: Envelope): string {
  const names = endpoints.map(({ endpoint }) => endpoint);
  if (names.length > 4) return `The same ${names.length} endpoints, none of them more than was signed`;
  return `Only ${names.join(', ')}, none of them more than was signed`;
}

/** The most billable calls that any month of the term was signed for. */
export function mostCallsOf({ calls }: Envelope): bigint {
  return calls.reduce((most, count) => (BigInt(count) > most ? BigInt(count) : most), 0n);
}

/** A key mode in words. */
export function keyName(keyMode: KeyMode): string {
  return KEYS[keyMode];
}

/** A trial in words: its days and its cap. */
export function trialName({ days, capCallsPerDay }: NonNullable<Sizing['trial']>): string {
  return `${named(days, 'day')}, ${counted(String(capCallsPerDay))} calls a day`;
}

/** "1 month", "12 months". */
export function named(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A USD amount to the cent, as the audit's English writes it. */
export function usd(text: string): string {
  return showMoney(text, 'en-US');
}

/** A whole number with separators. */
export function counted(text: string): string {
  return showCount(text, 'en-US');
}
