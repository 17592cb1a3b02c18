import { readFileSync } from 'node:fs';
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

async function plantUse(ports: Ports): Promise<void> {
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  const calls = usage('t_1', '/userid/', { billableCalls: 2_000n, milliCredits: 3_000_000n });
  const day = '2026-11-02';
  const source = logOf({ [day]: [calls] });
  await runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), { day, source, method: null });
}

// The command looks back from today: far enough for as long as anyone runs this.
const WORDS = ['calibrate', '--portal', DEMO_PORTAL_ID, '--days', '36500'];

describe('dealfloor calibrate', () => {
  test('shows measured beside live, says what facts cannot tell, and proposes a draft when asked; exit 1', async () => {
    const surroundings = await plantedData(plantUse);
    const words = [...WORDS, '--least-accounts', '1', '--propose', 'draft.json'];
    const { exitCode, out } = await dealfloor(words, surroundings);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^\/userid\/ +2,000 +1 +1000 > 1500 /m);
    expect(out).toContain('Pages cannot be told from facts');
    expect(out).toMatch(/\/userid\/ +milliCredits +1000 +1500 +\+50\.0%/);
    const draft = PriceBook.parse(JSON.parse(readFileSync(join(surroundings.folder, 'draft.json'), 'utf8')));
    expect(draft.endpoints.find(({ id }) => id === '/userid/')).toMatchObject({
      milliCredits: 1_500,
      source: 'measured',
    });
    expect(draft.effectiveFrom).toBe(null);
  });

  test('too little evidence is shown, proposed by nobody, and refused where a draft was asked for', async () => {
    const surroundings = await plantedData(plantUse);
    const shown = await dealfloor(WORDS, surroundings);
    expect([shown.exitCode, shown.out]).toEqual([
      0,
      expect.stringContaining('not proposed: too few accounts'),
    ]);
    const asked = await dealfloor([...WORDS, '--save', '--json'], surroundings);
    expect([asked.exitCode, JSON.parse(asked.out).code]).toEqual([3, 'nothing-measured']);
  });
});
