import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { bookUsage } from './book-usage.ts';
import { type DayRun, describeBooking } from './day-run.ts';
import { termsOfDay } from './day-terms.ts';
import type { RunInput } from './run-day.ts';

/** What a run of a day would book, without a claim, a record or a row of it. */
export type DayTrial = Omit<DayRun, 'runId' | 'checksum' | 'milliseconds'>;

/** Reads, prices and allocates a day as a run would, and writes nothing. */
export async function tryDay(ports: Ports, actor: Actor, input: RunInput): Promise<DayTrial> {
  const { day, source, method } = input;
  const terms = await termsOfDay(ports.database, actor.portalId, day, method);
  const usage = await source.readDay(day);
  if (usage.length === 0 && !input.allowEmpty) {
    throw new UnprocessableError('nothing-for-the-day', `${source.name} holds nothing for ${day}.`);
  }
  return describeBooking(day, terms, usage, bookUsage(day, terms, usage));
}
