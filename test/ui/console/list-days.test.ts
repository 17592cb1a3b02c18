import { expect, it } from 'vitest';
import { listDays } from '../../../ui/console/src/words/list-days.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');

it('names days that follow each other as one span, over the end of a month too', () => {
  expect(listDays(['2026-09-06', '2026-09-30', '2026-10-01', '2026-10-02'], NOW)).toBe(
    'Sun, Sep 6 and Wed, Sep 30 to Fri, Oct 2',
  );
});

it('names a few and counts the rest', () => {
  const days = ['01', '03', '05', '07', '09', '11', '13'].map((day) => `2026-11-${day}`);
  expect(listDays(days, NOW)).toMatch(/, Mon, Nov 9,? and 2 more$/);
});
