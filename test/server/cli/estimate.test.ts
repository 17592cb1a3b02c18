import { readFileSync } from 'node:fs';
import { checkSizing, compileRates, Estimate, estimateDeal, Policy, PriceBook } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createFolder, dealfloor } from './run-command.ts';
import { EIGHT_DEALS, sizingOf, writeSizing } from './sizing-files.ts';

const TERMS = ['--book', '2026-11-01', '--policy', '2026-11-01'];
const Answer = z.object({ estimate: Estimate, breakEven: z.unknown() });

/** Cents of a printed amount like "$1,093.62". */
function centsOf(text: string): bigint {
  const negative = text.startsWith('−');
  const cents = BigInt(text.replace(/[−$,.]/g, ''));
  return negative ? -cents : cents;
}

/** The cells of the printed cost table: the rows between its two rules, and the total below. */
function tableOf(out: string): { rows: bigint[][]; total: bigint[] } {
  const lines = out.split('\n');
  const rules = lines.flatMap((line, index) => (/^─+$/.test(line) ? [index] : []));
  const amounts = (line: string) => (line.match(/−?\$[\d,]+\.\d\d/g) ?? []).map(centsOf);
  const [first = 0, second = 0] = rules;
  return { rows: lines.slice(first + 1, second).map(amounts), total: amounts(lines[second + 1] ?? '') };
}

const sumOf = (cells: readonly bigint[]) => cells.reduce((sum, cell) => sum + cell, 0n);

describe('dealfloor estimate', () => {
  test.each(EIGHT_DEALS)(
    '%s: every row and every column of the cost table adds up, to the cost above it',
    async (id) => {
      const folder = createFolder();
      const file = writeSizing(folder, sizingOf(id));
      const { out, err } = await dealfloor(['estimate', file, ...TERMS], { folder });
      expect(err).toBe('');
      const { rows, total } = tableOf(out);
      expect(rows.length).toBe(new Set(sizingOf(id).lines.map(({ endpoint }) => endpoint)).size);
      for (const row of [...rows, total]) expect(sumOf(row.slice(0, -1))).toBe(row.at(-1));
      total.forEach((cell, column) => {
        expect(sumOf(rows.map((row) => row[column] ?? 0n))).toBe(cell);
      });
      const cost = /^Costs us +(\S+) \/mo$/m.exec(out)?.[1] ?? '';
      expect(total.at(-1)).toBe(centsOf(cost));
      expect(out).not.toMatch(/NaN|undefined|Infinity|null/);
    },
  );

  test('numbers end in one column', async () => {
    const folder = createFolder();
    const { out } = await dealfloor(['estimate', writeSizing(folder, sizingOf('D-1004')), ...TERMS], {
      folder,
    });
    const lines = out.split('\n');
    const start = lines.findIndex((line) => line.startsWith('Endpoint'));
    const table = lines.slice(start, start + 7).filter((line) => line !== '');
    expect(new Set(table.map((line) => line.length)).size).toBe(1);
  });

  test('--json is the estimate that the service itself computes', async () => {
    const folder = createFolder();
    const sizing = sizingOf('D-1004');
    const words = ['estimate', writeSizing(folder, sizing), ...TERMS, '--comparable', '6', '--json'];
    const { exitCode, out } = await dealfloor(words, { folder });
    const { estimate } = Answer.parse(JSON.parse(out));
    const read = (path: string) =>
      JSON.parse(readFileSync(new URL(`../../../price-book/${path}`, import.meta.url), 'utf8'));
    const rates = compileRates(PriceBook.parse(read('books/2026-11-01.json')));
    const policy = Policy.parse(read('policies/2026-11-01.json'));
    expect(checkSizing(sizing, rates)).toEqual([]);
    expect(estimate).toEqual(
      estimateDeal({ sizing, rates, policy, comparableAccounts: 6, day: estimate.day }),
    );
    expect(exitCode).toBe(1);
  });

  test.each([
    ['D-1001', 'Clear', 0],
    ['D-1006', 'Thin', 0],
    ['D-1004', 'Sign-off', 1],
    ['D-1005', 'Loss', 1],
  ])('%s is %s and exits %i', async (id, word, code) => {
    const folder = createFolder();
    const { exitCode, out } = await dealfloor(['estimate', writeSizing(folder, sizingOf(id)), ...TERMS], {
      folder,
    });
    expect(out.split('\n')[0]).toMatch(new RegExp(`^[●◐▲⊠] ${word}  `));
    expect(exitCode).toBe(code);
  });

  test('a deal without a price is Unknown, says why, and exits 1', async () => {
    const folder = createFolder();
    const file = writeSizing(folder, sizingOf('D-1001', { price: null }));
    const { exitCode, out } = await dealfloor(['estimate', file, ...TERMS], { folder });
    expect(out).toContain('◌ Unknown  Cannot judge yet');
    expect(out).toMatch(/^Customer pays +not known \/mo$/m);
    expect(out).not.toContain('Break-even');
    expect(exitCode).toBe(1);
  });

  test('a trial plan is a sales cost that nobody judges, and exits 0', async () => {
    const folder = createFolder();
    const file = writeSizing(folder, sizingOf('D-1001', { plan: 'free', price: { kind: 'free' } }));
    const { exitCode, out } = await dealfloor(['estimate', file, ...TERMS], { folder });
    expect(out).toContain('— Not judged  Sales cost');
    expect(exitCode).toBe(0);
  });

  test('the price book is the one that was named', async () => {
    const folder = createFolder();
    const file = writeSizing(folder, sizingOf('D-1001'));
    const words = ['estimate', file, '--policy', '2026-11-01', '--json', '--book'];
    const old = Answer.parse(JSON.parse((await dealfloor([...words, '2026-08-01'], { folder })).out));
    const live = Answer.parse(JSON.parse((await dealfloor([...words, '2026-11-01'], { folder })).out));
    expect(old.estimate.priceBook.version).toBe('2026-08-01');
    expect(old.estimate.term.costUsd).not.toBe(live.estimate.term.costUsd);
  });

  test('a sizing comes through a pipe as well', async () => {
    const folder = createFolder();
    const input = JSON.stringify(sizingOf('D-1001'));
    const { exitCode, out } = await dealfloor(['estimate', '-', ...TERMS], { folder, input });
    expect(out).toContain('● Clear');
    expect(exitCode).toBe(0);
  });

  test('no volume at all shows an empty table, not a crash', async () => {
    const folder = createFolder();
    const { exitCode, out, err } = await dealfloor(
      ['estimate', writeSizing(folder, sizingOf('D-1001', { lines: [] })), ...TERMS],
      { folder },
    );
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).not.toMatch(/NaN|undefined|Infinity/);
  });
});
