import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseDays, parseMethod } from '../../../server/cli/etl-flags.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import type { Ports } from '../../../server/ports.ts';
import { plantPool, plantTenants } from '../../support/facts.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { plantedData } from './planted-data.ts';
import { dealfloor } from './run-command.ts';

const HEAD =
  'request_id,tenant_id,occurred_at,endpoint,credits,db_writes,db_reads,worker_ms,response_bytes,http_status';

type Request = { day: string; tenant?: string; endpoint?: string; credits?: string };

function logOf(requests: readonly Request[]): string {
  const rows = requests.map(
    ({ day, tenant = 't_1', endpoint = '/userid/', credits = '1' }, index) =>
      `r${index},${tenant},${day}T12:00:00Z,${endpoint},${credits},1,1,90,100,200`,
  );
  return `${[HEAD, ...rows].join('\n')}\n`;
}

async function plant(ports: Ports): Promise<void> {
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  await plantPool(ports, { '2026-11-01': 50, '2026-11-03': 50 });
}

async function etlData(log: string) {
  const surroundings = await plantedData(plant);
  writeFileSync(join(surroundings.folder, 'log.csv'), log);
  const run = (...words: string[]) =>
    dealfloor(['etl', 'run', '--source', 'log.csv', '--portal', DEMO_PORTAL_ID, ...words], surroundings);
  return { ...surroundings, run };
}

function countOf(file: string, table: string): number {
  const connection = openRaw(file);
  const count = connection.prepare(`select count(*) from ${table}`).pluck().get();
  connection.close();
  return Number(count);
}

describe('dealfloor etl run', () => {
  test('tells each day in a line; one that fails is told and stops none after it; exit 1', async () => {
    const log = logOf([{ day: '2026-11-01' }, { day: '2026-11-03' }, { day: '2026-11-03', tenant: 't_2' }]);
    const { run, file } = await etlData(log);
    const { exitCode, out } = await run('--from', '2026-11-01', '--to', '2026-11-03');
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /^2026-11-01 {2}1 rows, 1 facts, pool \$50\.00, prices 2026-11-01, [\d.]+ s \([\d,]+ rows\/s\)$/m,
    );
    expect(out).toContain(
      '2026-11-02  failed: files log.csv holds nothing for 2026-11-02; the day stays a gap.',
    );
    expect(out).toMatch(/^2026-11-03 {2}2 rows, 1 facts, 1 in quarantine \(under \$0\.01\), pool \$50\.00/m);
    expect(out).toMatch(/% of the 24 hours there are\.$/m);
    expect(countOf(file, 'tenant_cost_daily')).toBe(2);
  });

  test('--dry-run tells the same figures and writes nothing', async () => {
    const { run, file } = await etlData(logOf([{ day: '2026-11-01' }]));
    const day = ['--day', '2026-11-01', '--json'];
    const dry = JSON.parse((await run(...day, '--dry-run')).out);
    expect(['tenant_cost_daily', 'etl_runs', 'booked_days'].map((table) => countOf(file, table))).toEqual([
      0, 0, 0,
    ]);
    const wet = JSON.parse((await run(...day)).out);
    const { runId: _, checksum: __, milliseconds: ___, ...real } = wet.booked[0];
    const untimed = { seconds: 0, rowsPerSecond: 0, windowShare: '' };
    expect({ ...dry.booked[0], ...untimed }).toEqual({ ...real, ...untimed });
    expect([dry.dryRun, real.rowsRead, real.poolUsd]).toEqual([true, '1', '50']);
  });

  const REFUSED: [string, string, string[], string][] = [
    [
      'a row that breaks a rule',
      logOf([{ day: '2026-11-01', credits: 'one' }]),
      [],
      'row 2: credits is "one"',
    ],
    [
      'a request that stands twice',
      `${logOf([{ day: '2026-11-01' }])}r0,t_1,2026-11-01T12:00:00Z,/userid/,1,1,1,1,1,200\n`,
      [],
      'more than once',
    ],
    [
      'a personal column',
      logOf([{ day: '2026-11-01' }])
        .replaceAll(/^(.*)$/gm, '$1,x')
        .replace(',x\n', ',username\n')
        .replace(/,x$/, ''),
      [],
      'column "username" looks personal',
    ],
    ['a day that is not over', logOf([{ day: '2026-11-01' }]), ['--day', '2999-01-01'], 'is not over yet'],
  ];
  test.each(REFUSED)(
    '%s is refused in words, nothing is booked; exit 3',
    async (_name, log, words, sentence) => {
      const { run, file } = await etlData(log);
      const { exitCode, out, err } = await run('--day', '2026-11-01', ...words);
      expect(exitCode).toBe(3);
      expect(out + err).toContain(sentence);
      expect(out + err).not.toMatch(/\n\s+at /);
      expect(countOf(file, 'tenant_cost_daily')).toBe(0);
    },
  );

  test('a run again replaces the day, and --allow-empty books a day without use', async () => {
    const { run, file } = await etlData(logOf([{ day: '2026-11-01' }]));
    await run('--day', '2026-11-01');
    expect((await run('--day', '2026-11-01', '--method', 'even')).exitCode).toBe(0);
    expect(countOf(file, 'tenant_cost_daily')).toBe(1);
    const empty = await run('--day', '2026-11-03', '--allow-empty');
    expect([empty.exitCode, empty.out]).toEqual([0, expect.stringContaining('unallocated $50.00')]);
  });
});

describe('the flags of a run', () => {
  test('no day is yesterday, --from alone goes up to yesterday', () => {
    expect(chooseDays({}, '2026-03-01')).toEqual(['2026-02-28']);
    expect(chooseDays({ from: '2026-02-27' }, '2026-03-01')).toEqual(['2026-02-27', '2026-02-28']);
    expect(() => chooseDays({ from: '2026-03-05' }, '2026-03-01')).toThrow('2026-03-05 is after 2026-02-28');
    expect(() => chooseDays({ day: '2026-03-05', to: '2026-03-06' }, '2026-03-01')).toThrow('either --day');
    expect(() => chooseDays({ from: '1026-03-05' }, '2026-03-01')).toThrow('at most');
  });

  test('a method is a word, or a blend with its weights', () => {
    expect(parseMethod('worker-seconds')).toEqual({ kind: 'worker-seconds' });
    const weights = { even: '0', revenue: '0.5', calls: '0.5', workerSeconds: '0' };
    expect(parseMethod(`blend:${JSON.stringify(weights)}`)).toEqual({ kind: 'blend', weights });
    for (const wrong of ['fair', 'blend', 'blend:', 'blend:{"calls":1}']) {
      expect(() => parseMethod(wrong)).toThrow(
        'Methods are even, revenue, calls, worker-seconds, and blend:',
      );
    }
  });
});

describe('dealfloor etl status', () => {
  test('shows coverage in letters, the price book, the quarantine by endpoint and account; exit 1', async () => {
    const log = logOf([{ day: '2026-11-01' }, { day: '2026-11-03', tenant: 't_2' }, { day: '2026-11-03' }]);
    const surroundings = await etlData(log);
    await surroundings.run('--from', '2026-11-01', '--to', '2026-11-03');
    const words = ['etl', 'status', '--portal', DEMO_PORTAL_ID];
    const { exitCode, out } = await dealfloor(words, surroundings);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Nov {2}FNP/m);
    expect(out).toMatch(/^Price book {3}(Same|ETL uses)/m);
    expect(out).toMatch(/^\/userid\/ +unknown tenant +1 +1 +1 +under \$0\.01$/m);
    expect(out).toMatch(/^t_2 +unknown tenant +1 +1 +1 +under \$0\.01$/m);
    const told = JSON.parse((await dealfloor([...words, '--json'], surroundings)).out);
    expect(told.quarantineByTenant[0]).toMatchObject({
      tenantId: 't_2',
      attempts: '1',
      variableUsd: '0.000803228',
    });
  });

  test('says what to do where nothing is booked yet; it needs no key of the audit, and makes none', async () => {
    const { folder } = await plantedData();
    const { exitCode, out } = await dealfloor(['etl', 'status', '--portal', DEMO_PORTAL_ID], {
      folder,
      environment: { DEALFLOOR_DATA: folder },
    });
    expect(existsSync(`${folder}.audit-keys`)).toBe(false);
    expect([exitCode, out]).toEqual([
      1,
      expect.stringContaining('No day is booked yet: dealfloor etl run --help.'),
    ]);
  });
});
