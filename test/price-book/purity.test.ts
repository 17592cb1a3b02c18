import { readdirSync, readFileSync } from 'node:fs';
import { estimateDeal } from '@dealfloor/price-book';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contextOfDeal, EIGHT_DEALS } from './worlds.ts';

const FOLDER = new URL('../../price-book/', import.meta.url);
const SOURCES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));

/** Source without comments and texts, so that a word in a sentence is no finding. */
function code(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/`(?:[^`\\]|\\.)*`/g, '``');
}

describe('the ground floor has no float in its money', () => {
  it.each(SOURCES)('$name', ({ text }) => {
    expect(code(text)).not.toMatch(/\b(parseFloat|toFixed|toPrecision|Math\.(round|floor|ceil|pow|trunc))\b/);
    expect(code(text)).not.toMatch(/(?<![\w.'])\d+\.\d+(?!n)/);
  });

  it('Number() only counts left-over units, of which there are fewer than claims, and reads times of day', () => {
    const users = SOURCES.filter(({ text }) => /\bNumber\(/.test(code(text))).map(({ name }) => name);
    expect(users).toEqual(['allocate.ts', 'format.ts', 'notices.ts']);
  });
});

describe('the ground floor stands on zod alone', () => {
  it.each(SOURCES)('$name imports nothing else', ({ text }) => {
    const imported = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');
    expect(imported.filter((from) => from !== 'zod' && !/^\.\/[a-z-]+\.ts$/.test(from))).toEqual([]);
  });

  it.each(SOURCES)('$name knows no clock, no chance and no environment', ({ text }) => {
    expect(code(text)).not.toMatch(/\b(Date|Math\.random|performance|process|globalThis|crypto|fetch)\b/);
  });
});

describe('an estimate asks neither the clock nor chance', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('with both of them broken it gives the same bytes', () => {
    const estimates = () => EIGHT_DEALS.map((deal) => JSON.stringify(estimateDeal(contextOfDeal(deal))));
    const before = estimates();
    vi.useFakeTimers({ now: new Date('1999-12-31') });
    vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('chance was asked');
    });
    expect(estimates()).toEqual(before);
  });
});

describe('the files stay small enough to read', () => {
  it.each(SOURCES)('$name', ({ text }) => {
    expect(text.split('\n').length).toBeLessThanOrEqual(151);
  });

  it.each(SOURCES)('$name says in a sentence what it exports', ({ name, text }) => {
    if (name === 'index.ts') return;
    const lines = text.split('\n');
    const bare = lines.filter((line, index) => {
      const exported = /^export (const|function|type|class) /.test(line);
      const isTypeOfSchema = /^export type \w+ = z\.infer/.test(line);
      return exported && !isTypeOfSchema && !lines[index - 1]?.trim().endsWith('*/');
    });
    expect(bare).toEqual([]);
  });
});
