import { describe, expect, it } from 'vitest';
import { costCsvRows, csvCell, csvText } from '../../../ui/console/src/features/review/cost-csv.ts';
import { costFileName } from '../../../ui/console/src/features/review/download-csv.ts';
import { estimateOf, RATES } from './stand-in/demo-book.ts';
import { demoDeals } from './stand-in/demo-sizings.ts';

describe('the cost table as CSV', () => {
  it.each(['=1+1', '+1-800', '-cmd', '@SUM(A1)', '\t=1', '\r=1'])('never lets %j be a formula', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toBe(`'${text}${text.startsWith('\r') ? '"' : ''}`);
  });

  it.each([
    ['-12.5', '-12.5'],
    ['1254.623901', '1254.623901'],
    ['/user-posts/', '/user-posts/'],
    ['Comments, all', '"Comments, all"'],
    ['say "no"', '"say ""no"""'],
  ])('writes %j as %s', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('ends every row alike, and the last row is the exact sum', () => {
    for (const deal of demoDeals(RATES)) {
      const estimate = estimateOf(deal, RATES);
      const rows = costCsvRows(estimate);
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
      expect(rows.at(-1)?.at(-1)).toBe(estimate.month.costUsd);
      expect(csvText(rows).split('\r\n')).toHaveLength(estimate.endpoints.length + 3);
    }
  });

  it('names the file after the deal and its version', () => {
    expect(costFileName('Harbor & Pine: 2026', 3)).toBe('harbor-pine-2026-v3-month-1-cost.csv');
    expect(costFileName('Ł', 1)).toBe('deal-v1-month-1-cost.csv');
  });
});
