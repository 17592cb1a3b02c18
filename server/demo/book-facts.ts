import { setImmediate } from 'node:timers/promises';
import { addDays, dayOf } from '../clock.ts';
import { importByName } from '../facts/imports/import-by-name.ts';
import { runDay } from '../facts/run-day.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { bundledPriceBooks } from '../price-books/import-files.ts';
import { DEMO_DAYS, MISSING_DAY } from './demo-accounts.ts';
import { DEMO_PORTAL_ID } from './demo-company.ts';
import { demoFiles } from './demo-terms.ts';
import { demoUsage } from './demo-usage.ts';

const OPTIONS = { ignore: [], createTenants: false, allowMismatch: false, dryRun: false };

/** Books 90 days up to yesterday by the verb that books any day, oldest first; other work gets its turn between days. */
export async function bookDemoFacts(ports: Ports, signal?: AbortSignal): Promise<void> {
  const actor = systemActor(DEMO_PORTAL_ID);
  const firstDay = addDays(dayOf(ports.clock.now()), -DEMO_DAYS);
  const [book] = bundledPriceBooks(ports.files).filter(({ effectiveFrom }) => effectiveFrom !== null);
  if (!book) throw new Error('invariant: a price book comes with the project');
  const files = demoFiles(firstDay);
  for (const name of ['tenants', 'revenue', 'pool'] as const) {
    await importByName(ports, actor, name, { file: files[name], options: OPTIONS });
    if (signal?.aborted) return;
  }
  const source = demoUsage(firstDay, book);
  for (let number = 0; number < DEMO_DAYS; number++) {
    if (number === MISSING_DAY) continue;
    await setImmediate();
    if (signal?.aborted) return;
    await runDay(ports, actor, { day: addDays(firstDay, number), source, method: null });
  }
}

/** The booking of the demo's facts while it goes on. */
export type Booking = {
  /** Resolves when all days are booked, or when it was stopped. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
};

/** Begins to book, and leaves the process to its work meanwhile. */
export function startBooking(ports: Ports): Booking {
  const controller = new AbortController();
  const done = bookDemoFacts(ports, controller.signal);
  return {
    done,
    stop: async () => {
      controller.abort();
      await done;
    },
  };
}
