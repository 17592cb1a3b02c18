import { PriceBook, type Rates } from '@dealfloor/price-book';

import { contentHash } from '../audit/canonical-json.ts';
import { addDays, dayOf } from '../clock.ts';
import { bookedDaysFrom } from '../facts/booked-days.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { type Calibration, type Evidence, measureProfile } from './measure-profile.ts';
import { type Readable, readMeasuredUse } from './measured-use.ts';
import type { PageCount } from './read-pages.ts';

export type CalibrateInput = Evidence & {
  readonly portalId: string;
  readonly days: number;
  readonly rates: Rates;
  /** Pages by endpoint, where a raw log told them; facts cannot. */
  readonly pages: ReadonlyMap<string, PageCount> | null;
};

/** Endpoint profiles as booked facts of some complete days show them, beside those of a price book. */
export type CalibrationReport = {
  readonly portalId: string;
  readonly from: string;
  readonly to: string;
  readonly bookedDays: number;
  readonly knowsPages: boolean;
  readonly endpoints: readonly Calibration[];
  /** Endpoints of the price book that nobody used. */
  readonly unused: readonly string[];
};

type Reader = { readonly database: Readable; readonly clock: Ports['clock'] };

/** The days that a calibration looks at: as many complete ones as asked for, up to yesterday (UTC). */
export function windowOf(clock: Ports['clock'], days: number): { from: string; to: string } {
  const today = dayOf(clock.now());
  return { from: addDays(today, -days), to: addDays(today, -1) };
}

/** Measures every endpoint that was used; reads alone, and changes nothing. */
export async function calibrateProfiles(reader: Reader, input: CalibrateInput): Promise<CalibrationReport> {
  const { portalId, rates, pages } = input;
  const span = windowOf(reader.clock, input.days);
  const window = { portalId, ...span };
  const used = await readMeasuredUse(reader.database, window);
  const endpoints = used.map((use) => measureProfile(use, rates, pages?.get(use.endpoint) ?? null, input));
  const names = new Set(used.map(({ endpoint }) => endpoint));
  return {
    portalId,
    ...span,
    bookedDays: await countBookedDays(reader.database, window),
    knowsPages: pages !== null,
    endpoints,
    unused: rates.book.endpoints.map(({ id }) => id).filter((id) => !names.has(id)),
  };
}

async function countBookedDays(
  database: Readable,
  { portalId, from, to }: { portalId: string; from: string; to: string },
): Promise<number> {
  const rows = await bookedDaysFrom(database, portalId, from);
  return rows.filter(({ eventDate }) => eventDate <= to).length;
}

/** The live book with every measured profile that has enough behind it: a draft, the same for the same facts. */
export function proposeProfiles(live: PriceBook, report: CalibrationReport): PriceBook {
  const measured = new Map(
    report.endpoints.flatMap(({ endpoint, leftOut, measured: profile }) =>
      leftOut === null && profile ? [[endpoint, profile]] : [],
    ),
  );
  if (measured.size === 0) {
    throw new UnprocessableError(
      'nothing-measured',
      'No endpoint has enough behind it; nothing is proposed.',
    );
  }
  const note =
    `Profiles of ${measured.size} endpoints as measured from ${report.from} to ${report.to} ` +
    `(${report.bookedDays} booked days); the others as in ${live.version}.` +
    `${report.knowsPages ? '' : ' Pages are not measured.'}`;
  const endpoints = live.endpoints.map((profile) => measured.get(profile.id) ?? profile);
  const draft = { ...live, effectiveFrom: null, endpoints, note };
  return PriceBook.parse({ ...draft, version: `measured-${report.to}-${contentHash(draft).slice(0, 6)}` });
}
