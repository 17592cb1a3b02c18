import type { EstimateVersusActual } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import type { DayUsage } from '../../../server/facts/usage-source.ts';
import { usage } from '../../support/facts.ts';
import { asked, decided, saved } from '../../support/sign-off-steps.ts';
import type { World } from '../../support/world.ts';
import { book, bookedWorld, NOVEMBER_30, readAccount, span } from './booked-world.ts';

const WEEK = span('2026-11-24', NOVEMBER_30);

async function soldWorld(uses: readonly DayUsage[]): Promise<World> {
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_k', dealId: KESTREL.id }],
    revenue: [{ tenantId: 't_k', from: '2026-11-24', to: NOVEMBER_30, usd: 80 }],
    pool: Object.fromEntries(WEEK.map((day) => [day, 7])),
    days: {},
  });
  await saved(world.card(TOM), KESTREL);
  await book(world, Object.fromEntries(WEEK.map((day) => [day, uses])));
  return world;
}

async function estimateOf(world: World): Promise<EstimateVersusActual> {
  const { estimate } = await readAccount(world, 't_k');
  if (!estimate) throw new Error('the account was sold by a deal');
  return estimate;
}

/** The calls a day of each endpoint in month 1 of what Kestrel was sold by, and what a call of it takes. */
async function signedUse(world: World): Promise<DayUsage[]> {
  const { tables, query } = world.ports.database;
  const [row] = await query.select().from(tables.estimates);
  if (!row) throw new Error('an estimate was saved');
  const quantity = (endpoint: string, meter: string) => {
    const line = row.estimate.lines.find((one) => one.endpoint === endpoint && one.meter === meter);
    return BigInt(line?.quantity ?? '0') / 30n;
  };
  return row.estimate.endpoints.map(({ endpoint, calls }) =>
    usage('t_k', endpoint, {
      billableCalls: BigInt(calls) / 30n,
      milliCredits: quantity(endpoint, 'credit'),
      dbWrites: quantity(endpoint, 'db_write'),
      dbReads: quantity(endpoint, 'db_read'),
      workerMs: quantity(endpoint, 'worker_sec'),
      egressBytes: quantity(endpoint, 'egress_gb'),
    }),
  );
}

async function runsLike(change: (use: DayUsage) => DayUsage): Promise<World> {
  const world = await soldWorld([]);
  const uses = (await signedUse(world)).map(change);
  await book(world, Object.fromEntries(WEEK.map((day) => [day, uses])));
  return world;
}

function times(use: DayUsage, factor: bigint): DayUsage {
  const { tenantId, endpoint, ...counts } = use;
  const grown = Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, value * factor]));
  return { ...use, ...grown, tenantId, endpoint };
}

test('an account that runs as it was sold is told so, with both margins', async () => {
  const { sentence, signedMarginPercent, estimateVersion, dealName } = await estimateOf(
    await runsLike((use) => use),
  );
  expect([signedMarginPercent, estimateVersion, dealName]).toEqual(['49.2', 1, 'Kestrel Monitoring']);
  expect(sentence).toMatch(/^Signed at 49\.2%, runs at \d+\.\d%, as estimated\.$/);
});

test('more calls are named with the endpoint that they cost most on', async () => {
  const world = await runsLike((use) => (use.endpoint === '/post-detail/' ? times(use, 3n) : use));
  const { sentence } = await estimateOf(world);
  expect(sentence).toMatch(
    /^Signed at 49\.2%, runs at .+%: Single post detail: [\d,]+ calls a day, the estimate said [\d,]+\.$/,
  );
  const [is, said] = [
    ...(/([\d,]+) calls a day, the estimate said ([\d,]+)/.exec(sentence)?.slice(1) ?? []),
  ].map((text) => Number(text.replaceAll(',', '')));
  expect((is ?? 0) / (said ?? 1)).toBeCloseTo(3, 2);
});

test('dearer calls are named by the meter that makes them so', async () => {
  const world = await runsLike((use) =>
    use.endpoint === '/post-detail/' ? { ...use, milliCredits: use.milliCredits * 3n } : use,
  );
  expect((await estimateOf(world)).sentence).toMatch(
    /: Single post detail: 3 credits a call, the estimate said 1\.$/,
  );
});

test('an endpoint that nobody sized is named as such', async () => {
  const world = await runsLike((use) => use);
  const uses = [...(await signedUse(world)), usage('t_k', '/post-comments/', { billableCalls: 125_000n })];
  await book(world, Object.fromEntries(WEEK.map((day) => [day, uses])));
  expect((await estimateOf(world)).sentence).toMatch(
    /: Comments, all pages: \$100\.00 a day, the estimate had none of it\.$/,
  );
});

test('both are per day: month 1 over 30 days, and what is booked over the booked days since the first use', async () => {
  const world = await runsLike((use) => use);
  const { signedCallsPerDay, actualCallsPerDay } = await estimateOf(world);
  expect(Math.abs(Number(signedCallsPerDay) - Number(actualCallsPerDay))).toBeLessThanOrEqual(3);
});

test('an approved version stands for what was signed, even when a newer one was saved', async () => {
  const world = await soldWorld([]);
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  const approved = (await estimateOf(world)).estimateVersion;
  await saved(world.card(TOM), { ...KESTREL, sizing: { ...KESTREL.sizing, discount: '0.2' } });
  expect((await estimateOf(world)).estimateVersion).toBe(approved);
});

test('without a deal, or with one that was never sized, there is nothing to compare', async () => {
  const world = await soldWorld([]);
  await transact(world.ports.database, async ({ query, tables }) => {
    await query.update(tables.tenants).set({ dealId: '1008' });
  });
  expect((await readAccount(world, 't_k')).estimate).toBeNull();
  await transact(world.ports.database, async ({ query, tables }) => {
    await query.update(tables.tenants).set({ dealId: null });
  });
  expect((await readAccount(world, 't_k')).estimate).toBeNull();
});

test('the booked window priced once more as a deal is the same to the nano-dollar', async () => {
  const world = await runsLike((use) => times(use, 2n));
  const { replay, account } = await readAccount(world, 't_k');
  expect(replay).toEqual({
    bookedUsd: account.figures.costUsd,
    replayedUsd: account.figures.costUsd,
    isSame: true,
  });
});
