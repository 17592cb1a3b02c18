import { AccountBook, AccountView } from '@dealfloor/price-book';
import { addDays } from '../../../server/clock.ts';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID, MARA } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import type { DayUsage } from '../../../server/facts/usage-source.ts';
import { systemActor } from '../../../server/people/actor.ts';
import type { Answer } from '../../support/caller.ts';
import { logOf, plantPool, plantTenants, usage } from '../../support/facts.ts';
import { openWorld, type World } from '../../support/world.ts';

export const NOVEMBER_1 = '2026-11-01';
export const NOVEMBER_30 = '2026-11-30';

type Tenant = Parameters<typeof plantTenants>[1][number];

export type Books = {
  readonly tenants: readonly Tenant[];
  /** Revenue of each day from the first on, in whole USD. */
  readonly revenue?: readonly { tenantId: string; from: string; to: string; usd: number }[];
  readonly pool?: Record<string, number>;
  readonly days: Record<string, readonly DayUsage[]>;
};

/** A world on 1 December whose days are booked by the verb that books any day. */
export async function bookedWorld({ tenants, revenue = [], pool = {}, days }: Books): Promise<World> {
  const world = await openWorld();
  world.clock.set('2026-12-01T09:00:00.000Z');
  await plantTenants(world.ports, tenants);
  await plantPool(world.ports, { ...Object.fromEntries(Object.keys(days).map((day) => [day, 0])), ...pool });
  await plantRevenue(world, revenue);
  await book(world, days);
  return world;
}

/** Books days, oldest first; a day without anybody's use is booked as such. */
export async function book(world: World, days: Record<string, readonly DayUsage[]>): Promise<void> {
  const source = logOf(days);
  for (const day of Object.keys(days).sort()) {
    const input = { day, source, method: null, allowEmpty: true };
    await runDay(world.ports, systemActor(DEMO_PORTAL_ID, 'cli'), input);
  }
}

async function plantRevenue({ ports }: World, revenue: NonNullable<Books['revenue']>): Promise<void> {
  await transact(ports.database, async ({ query, tables }) => {
    for (const { tenantId, from, to, usd } of revenue) {
      const dayRevenueNanoUsd = BigInt(usd) * 1_000_000_000n;
      for (const eventDate of span(from, to)) {
        const row = { portalId: DEMO_PORTAL_ID, tenantId, eventDate, dayRevenueNanoUsd };
        await query.insert(tables.tenantRevenueDaily).values(row);
      }
    }
  });
}

/** Every UTC day of a span, both ends counted. */
export function span(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Usage that costs so many whole USD in November: at $0.0008 a credit, 1,250 calls a dollar. */
export function dollarsOf(tenantId: string, usd: number, endpoint = '/user-posts/'): DayUsage {
  return usage(tenantId, endpoint, { billableCalls: BigInt(usd) * 1_250n });
}

export async function readBook(world: World, search = '', person = MARA): Promise<AccountBook> {
  return AccountBook.parse(ok(await world.console(person).get(`/accounts${search}`)).body);
}

export async function readAccount(
  world: World,
  tenantId: string,
  search = '',
  person = MARA,
): Promise<AccountView> {
  return AccountView.parse(ok(await world.console(person).get(`/accounts/${tenantId}${search}`)).body);
}

function ok(answer: Answer): Answer {
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
  return answer;
}
