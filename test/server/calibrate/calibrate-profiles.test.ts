import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRates, cost, linesOfUse } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../../server/audit/canonical-json.ts';
import { calibrateProfiles, proposeProfiles } from '../../../server/calibrate/calibrate-profiles.ts';
import { MEASURED, measureProfile } from '../../../server/calibrate/measure-profile.ts';
import type { MeasuredUse } from '../../../server/calibrate/measured-use.ts';
import { readPages } from '../../../server/calibrate/read-pages.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { logOf, plantTenants, usage } from '../../support/facts.ts';
import { bookFrom } from '../../support/shelf.ts';
import { openWorld } from '../../support/world.ts';
import { createFolder } from '../cli/run-command.ts';

const live = bookFrom('2026-11-01', '2026-11-01');
const rates = compileRates(live);
const ENOUGH = { leastCalls: 1_000n, leastTenants: 3 };

const USED: MeasuredUse = {
  endpoint: '/userid/',
  tenants: 3,
  attempts: 2_000n,
  failedAttempts: 500n,
  cacheHits: 500n,
  billableCalls: 1_000n,
  milliCredits: 1_037_000n,
  responseBytes: 99_500n,
  workerMs: 100_500n,
  dbReads: 2_500n,
  dbWrites: 3_500n,
  llmInputTokens: 0n,
  llmOutputTokens: 499n,
};

describe('a measured profile', () => {
  test('is everything that was used, retries and hits too, over the calls, half-even', () => {
    const { measured, leftOut } = measureProfile(USED, rates, null, ENOUGH);
    expect(leftOut).toBe(null);
    // 99.5 and 100.5 go to 100, 2.5 to 2, 3.5 to 4, 0.499 to 0.
    expect(MEASURED.map((field) => measured?.[field])).toEqual([1_037, 100, 100, 2, 4, 0, 0]);
    expect([measured?.source, measured?.pages]).toEqual([
      'measured',
      rates.endpoints.get('/userid/')?.profile.pages,
    ]);
  });

  test('property: calls x profile is what was booked, to half a base unit a call', () => {
    const units = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const use = fc.record({
      ...USED_SHAPE,
      billableCalls: fc.bigInt({ min: 1_000n, max: 10n ** 9n }),
      ...Object.fromEntries(MEASURED.map((field) => [field, units])),
    });
    fc.assert(
      fc.property(use, (drawn) => {
        const measuredUse = { ...USED, ...drawn };
        const { measured } = measureProfile(measuredUse, rates, null, ENOUGH);
        for (const field of MEASURED) {
          const again = BigInt(measured?.[field] ?? -1) * measuredUse.billableCalls;
          const gap = again - measuredUse[field];
          expect((gap < 0n ? -gap : gap) * 2n <= measuredUse.billableCalls).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('an add-on is never billable: its calls are the attempts that succeeded', () => {
    const addOn = { ...USED, endpoint: 'llm:comment-summary', billableCalls: 0n, attempts: 2_000n };
    expect(measureProfile(addOn, rates, null, ENOUGH).calls).toBe(1_000n);
  });

  const TOO_LITTLE: [string, Partial<MeasuredUse>, string][] = [
    ['too few calls', { billableCalls: 999n }, 'too-few-calls'],
    ['no call at all', { billableCalls: 0n }, 'too-few-calls'],
    ['too few accounts', { tenants: 2 }, 'too-few-accounts'],
    ['an endpoint that the price book does not have', { endpoint: '/new/' }, 'not-in-the-price-book'],
  ];
  test.each(TOO_LITTLE)('%s: it is shown and not proposed', (_name, changes, leftOut) => {
    expect(measureProfile({ ...USED, ...changes }, rates, null, ENOUGH).leftOut).toBe(leftOut);
  });
});

const USED_SHAPE = { endpoint: fc.constant('/userid/'), tenants: fc.constant(3) };

describe('a calibration', () => {
  test('looks at the last complete days alone, and its draft differs in what was measured alone', async () => {
    const { ports, clock } = await openWorld();
    clock.set('2026-11-19T10:00:00.000Z');
    await plantTenants(ports, [
      { tenantId: 't_1' },
      { tenantId: 't_2', keyMode: 'byo' },
      { tenantId: 't_3' },
    ]);
    const of = (tenant: string, workerMs: bigint) =>
      usage(tenant, '/userid/', { billableCalls: 400n, workerMs });
    const log = {
      '2026-11-15': [of('t_1', 9_000_000n)],
      '2026-11-16': [of('t_1', 40_000n), of('t_2', 40_000n)],
      '2026-11-18': [of('t_3', 28_000n), usage('t_1', '/post-detail/', { billableCalls: 5n })],
    };
    for (const day of Object.keys(log)) {
      await runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), { day, source: logOf(log), method: null });
    }
    const report = await calibrateProfiles(ports, {
      portalId: DEMO_PORTAL_ID,
      days: 3,
      rates,
      pages: null,
      ...ENOUGH,
    });
    expect([report.from, report.to, report.bookedDays]).toEqual(['2026-11-16', '2026-11-18', 2]);
    const [detail, userid] = report.endpoints;
    expect([detail?.leftOut, userid?.leftOut, userid?.calls, userid?.tenants]).toEqual([
      'too-few-calls',
      null,
      1_200n,
      3,
    ]);
    const draft = proposeProfiles(live, report);
    expect([draft.effectiveFrom, draft.version.startsWith('measured-2026-11-18-')]).toEqual([null, true]);
    const changed = draft.endpoints.filter(
      (profile, index) => contentHash(profile) !== contentHash(live.endpoints[index]),
    );
    expect(changed.map(({ id, workerMs, source }) => [id, workerMs, source])).toEqual([
      ['/userid/', 90, 'measured'],
    ]);
    expect(proposeProfiles(live, report)).toEqual(draft);
  });

  test('nothing with enough behind it is no draft', () => {
    const empty = {
      portalId: 'p',
      from: 'a',
      to: 'b',
      bookedDays: 0,
      knowsPages: false,
      endpoints: [],
      unused: [],
    };
    expect(() => proposeProfiles(live, empty)).toThrow('No endpoint has enough behind it');
  });

  test('the cost beside a profile is that of the one cost function', () => {
    const { liveNanoUsd } = measureProfile(USED, rates, null, ENOUGH);
    const meters = {
      credit: 1_000_000n,
      db_write: 1_000n,
      db_read: 1_000n,
      worker_sec: 90_000n,
      egress_gb: 100_000n,
    };
    const lines = linesOfUse({ endpoint: '/userid/', billableCalls: 1_000n, meters });
    expect(liveNanoUsd).toBe(cost(rates, lines, 'ours').variableNanoUsd);
  });
});

describe('pages, from a raw log that names operations', () => {
  const HEAD =
    'request_id,operation_id,tenant_id,occurred_at,endpoint,credits,db_writes,db_reads,worker_ms,response_bytes,http_status,attempt';

  function writeLog(rows: readonly string[], head = HEAD): string {
    const file = join(createFolder(), 'log.csv');
    writeFileSync(file, `${[head, ...rows].join('\n')}\n`);
    return file;
  }

  test('are the billable calls of an operation, at p50 and p90; a retry is no page', async () => {
    const operations = [1, 1, 2, 2, 3, 3, 3, 4, 9, 40];
    const rows = operations.flatMap((pages, operation) =>
      Array.from({ length: pages + 1 }, (_, call) => {
        const isRetry = call === pages;
        const id = `r${operation}-${call},op${operation},t_1,2026-11-01T00:00:00Z,/post-comments/`;
        return `${id},1,1,1,1,1,${isRetry ? '429,2' : '200,1'}`;
      }),
    );
    rows.push('other,op99,t_1,2026-11-09T00:00:00Z,/post-comments/,1,1,1,1,1,200,1');
    const input = { pattern: writeLog(rows), ignoredColumns: [], from: '2026-11-01', to: '2026-11-08' };
    expect(await readPages(input)).toEqual(
      new Map([['/post-comments/', { operations: 10n, p50: 3, p90: 9 }]]),
    );
  });

  test('cannot be told from a log without operations, and it says so', async () => {
    const pattern = writeLog(
      ['r1,t_1,2026-11-01T00:00:00Z,/userid/,1,1,1,1,1,200,1'],
      HEAD.replace('operation_id,', ''),
    );
    const input = { pattern, ignoredColumns: [], from: '2026-11-01', to: '2026-11-08' };
    await expect(readPages(input)).rejects.toThrow('has no column operation_id: which calls belong together');
  });
});
