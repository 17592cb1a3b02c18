import type { ProposedChange } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, UnprocessableError } from '../service-error.ts';
import { refuseUnknownZone } from '../sign-offs/business-hours.ts';
import { effectiveFromOf } from './proposal-rows.ts';

/** Refuses a version without a first day, one whose first day is over, and one whose name is taken. */
export async function checkChange(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
  change: ProposedChange,
): Promise<void> {
  if (change.kind === 'person') return;
  if (change.kind === 'policy') refuseUnknownZone(change.policy.businessHours, 'change.policy.businessHours');
  const [path, version] =
    change.kind === 'policy'
      ? (['change.policy', change.policy.version] as const)
      : (['change.priceBook', change.priceBook.version] as const);
  const day = effectiveFromOf(change);
  if (day === null || day < dayOf(ports.clock.now())) {
    const message = day === null ? 'Say from which day it holds.' : 'Choose today or a later day.';
    throw new UnprocessableError('invalid', message, [{ path: `${path}.effectiveFrom`, message }]);
  }
  const table = change.kind === 'policy' ? handle.tables.policies : handle.tables.priceBooks;
  const taken = await handle.query
    .select({ hash: table.hash })
    .from(table)
    .where(and(eq(table.portalId, portalId), eq(table.version, version)));
  if (taken.length > 0) throw new ConflictError('version-is-taken', `Version ${version} is there already.`);
}
