import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PriceBook } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import type { Ports } from '../../../server/ports.ts';
import { logOf, plantTenants, usage } from '../../support/facts.ts';
import { plantedData } from './planted-data.ts';
import { dealfloor } from './run-command.ts';

/** Two days of November: 1,000 credits on our key, booked at $0.0008 each. */
async function plantCredits(ports: Ports): Promise<void> {
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  const log = logOf({
    '2026-11-01': [usage('t_1', '/userid/', { billableCalls: 400n })],
    '2026-11-02': [usage('t_1', '/download-video/', { billableCalls: 200n, milliCredits: 600_000n })],
  });
  for (const day of ['2026-11-01', '2026-11-02']) {
    await runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), { day, source: log, method: null });
  }
}

const WORDS = ['reconcile', '--month', '2026-11', '--portal', DEMO_PORTAL_ID];

describe('dealfloor reconcile', () => {
  test('says the gap in money and percent, the price of a credit, and why not of a call; exit 1', async () => {
    const surroundings = await plantedData(plantCredits);
    const { exitCode, out } = await dealfloor([...WORDS, '--invoice', '1'], surroundings);
    expect(exitCode).toBe(1);
    expect(out).toContain('Logs $0.80, invoice $1.00, gap 20.0% (limit 3%, over it)');
    expect(out).toContain('$0.20 more was paid than the log explains.');
    expect(out).toContain('Per credit   $1.00 per 1,000 (2026-11-01 says $0.80)');
    expect(out).toMatch(
      /Per call +\$1\.67 per 1,000, not to be used: \/download-video\/ \(3 credits a call\)/,
    );
    expect(out).toContain('Not booked: 2026-11-03');
    expect(out).toContain('Keep it with --propose FILE or --save.');
  });

  test('--propose writes a draft that is live on no day, --save puts it on the shelf, once', async () => {
    const surroundings = await plantedData(plantCredits);
    const words = [...WORDS, '--invoice', '1', '--propose', 'draft.json', '--save', '--json'];
    const first = await dealfloor(words, surroundings);
    const draft = PriceBook.parse(JSON.parse(readFileSync(join(surroundings.folder, 'draft.json'), 'utf8')));
    expect([draft.effectiveFrom, draft.rates.credit]).toEqual([null, '0.001']);
    expect(JSON.parse(first.out).proposal.book).toEqual(draft);
    expect((await dealfloor(words, surroundings)).exitCode).toBe(1);
    const shelf = await dealfloor(['price-book', 'list', '--json'], surroundings);
    const books: { version: string; state: string; place: string }[] = JSON.parse(shelf.out);
    const saved = books.filter(({ version }) => version === draft.version);
    expect(saved).toEqual([expect.objectContaining({ state: 'draft', place: `portal ${DEMO_PORTAL_ID}` })]);
    expect((await dealfloor(['verify'], surroundings)).exitCode).toBe(0);
  });

  test('--dry-run writes neither', async () => {
    const surroundings = await plantedData(plantCredits);
    const words = [...WORDS, '--invoice', '1', '--propose', 'draft.json', '--save', '--dry-run'];
    const { out } = await dealfloor(words, surroundings);
    expect(out).toContain('would be put on the shelf as a draft');
    expect(() => readFileSync(join(surroundings.folder, 'draft.json'))).toThrow();
    const shelf = await dealfloor(['price-book', 'list'], surroundings);
    expect(shelf.out).not.toContain('credit-2026-11');
  });

  test('lots that are not right are refused by their row; exit 3', async () => {
    const surroundings = await plantedData(plantCredits);
    writeFileSync(join(surroundings.folder, 'lots.csv'), 'bought_on,credits,usd\n2026-11-01,1000,much\n');
    const { exitCode, err } = await dealfloor(
      [...WORDS, '--invoice', '1', '--lots', 'lots.csv'],
      surroundings,
    );
    expect(exitCode).toBe(3);
    expect(err).toContain('  row 1, usd: Write a plain decimal number, like 0.25.');
  });

  const WRONG: [string, string[], string][] = [
    [
      'a month that is none',
      ['reconcile', '--month', '2026-13', '--invoice', '1'],
      'Write a month like 2026-10.',
    ],
    [
      'an amount with a separator',
      ['reconcile', '--month', '2026-10', '--invoice', '5,120.40'],
      'without separators',
    ],
    [
      'several portals',
      ['reconcile', '--month', '2026-10', '--invoice', '1'],
      'There are several portals: say --portal',
    ],
    [
      'a portal that is not here',
      [...WORDS, '--invoice', '1', '--portal', '1'],
      'There is no portal 1 here.',
    ],
  ];
  test.each(WRONG)('%s: a sentence and exit 2', async (_name, words, sentence) => {
    const { exitCode, err } = await dealfloor(words, await plantedData());
    expect([exitCode, err.includes(sentence)]).toEqual([2, true]);
  });
});
