import type { AllocationMethod } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { UnavailableError, UnprocessableError } from '../service-error.ts';
import { bookUsage, type DayFacts } from './book-usage.ts';
import { isBooked } from './booked-days.ts';
import { claimDay, recordFault, whileClaimed } from './claim-day.ts';
import { dayChecksum } from './day-checksum.ts';
import { type DayRun, describeBooking } from './day-run.ts';
import { ratesOn, type TermsOfDay, termsOfDay } from './day-terms.ts';
import { refuseAbsurd } from './refuse-absurd.ts';
import { clearStaged, stageFacts } from './stage-facts.ts';
import { swapDay } from './swap-day.ts';
import type { DayUsage, UsageSource } from './usage-source.ts';

/** How far a run is: rows of the day's facts that are written beside those that stand. */
export type RunStep =
  | { readonly phase: 'reading' }
  | { readonly phase: 'writing'; readonly written: number; readonly rows: number };

export type { DayRun };

export type RunInput = {
  readonly day: string;
  readonly source: UsageSource;
  /** Null takes the method of the price book. */
  readonly method: AllocationMethod | null;
  /** Books a day of which the source holds nothing as a day without usage; its pool goes to nobody. */
  readonly allowEmpty?: boolean;
  readonly tell?: (step: RunStep) => void;
};

/** Books one complete UTC day from a source: the day's facts are replaced whole, or they stay as they were. */
export async function runDay(ports: Ports, actor: Actor, input: RunInput): Promise<DayRun> {
  const { day, source, method } = input;
  const startedMs = ports.clock.now().getTime();
  if (day >= dayOf(new Date(startedMs))) {
    throw new UnprocessableError('day-not-over', `${day} is not over yet (a day ends at midnight UTC).`);
  }
  const { book } = await ratesOn(ports.database, actor.portalId, day);
  const claim = { runId: ports.ids.next(), day };
  const terms = { source: source.name, priceVersion: book.version, method: method ?? book.allocation };
  await claimDay(ports, actor, { ...claim, ...terms });
  try {
    await clearStaged(ports, actor.portalId);
    return await bookClaimed(ports, actor, { ...input, ...claim, startedMs });
  } catch (error) {
    const told = await toldWithTheDay(ports, actor.portalId, day, error);
    // Where even the fault cannot be written, the claim lapses by itself.
    await recordFault(
      ports,
      actor.portalId,
      claim,
      told instanceof Error ? told.message : String(told),
    ).catch(() => {});
    throw told;
  } finally {
    // What cannot be cleared now is cleared by the next run.
    await clearStaged(ports, actor.portalId).catch(() => {});
  }
}

type ClaimedRun = RunInput & { readonly runId: string; readonly startedMs: number };

async function bookClaimed(ports: Ports, actor: Actor, input: ClaimedRun): Promise<DayRun> {
  const { portalId } = actor;
  const { day, source, method, tell = () => {} } = input;
  tell({ phase: 'reading' });
  const usage = await whileClaimed(ports, portalId, input, () => source.readDay(day));
  if (usage.length === 0 && !input.allowEmpty) throw await nothingFor(ports, portalId, input);
  const terms = await termsOfDay(ports.database, portalId, day, method);
  const booked = bookUsage(day, terms, usage);
  refuseAbsurd(day, booked);
  await stageFacts(ports, portalId, input, booked.facts, (written) =>
    tell({ phase: 'writing', written, rows: booked.facts.length }),
  );
  const milliseconds = ports.clock.now().getTime() - input.startedMs;
  const run = { ...describe(input.runId, day, terms, usage, booked), milliseconds };
  await swapDay(ports, actor, { run, method: terms.method, quarantined: booked.quarantined });
  return run;
}

function describe(
  runId: string,
  day: string,
  terms: TermsOfDay,
  usage: readonly DayUsage[],
  booked: DayFacts,
): Omit<DayRun, 'milliseconds'> {
  const booking = describeBooking(day, terms, usage, booked);
  return { runId, ...booking, checksum: dayChecksum({ ...booking, method: terms.method, ...booked }) };
}

async function nothingFor(ports: Ports, portalId: string, { day, source }: RunInput) {
  const stands = (await isBooked(ports.database, portalId, day))
    ? 'the day stays as it was booked'
    : 'the day stays a gap';
  return new UnprocessableError('nothing-for-the-day', `${source.name} holds nothing for ${day}; ${stands}.`);
}

/** A database that took no more says what is left of the day, and what to do. */
async function toldWithTheDay(ports: Ports, portalId: string, day: string, error: unknown): Promise<unknown> {
  if (!(error instanceof UnavailableError)) return error;
  const stands = (await isBooked(ports.database, portalId, day))
    ? `${day} stands as it was booked`
    : `${day} stays a gap`;
  return new UnavailableError(`${error.message} ${stands}; run it again afterwards.`);
}
