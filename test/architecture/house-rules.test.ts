import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { breaches, HOUSE_RULES } from './house-rules.ts';

/** A planted breach of each rule, in a file that exists only while the test runs. */
const PLANTED: Record<string, { file: string; line: string }> = {
  'price-book stands on zod alone': { file: 'price-book/planted-a.ts', line: "import 'hono';" },
  'the ground floor has one face': { file: 'server/planted-b.ts', line: "import '../price-book/cost.ts';" },
  'server never imports ui': { file: 'server/planted-c.ts', line: "import '../ui/build.ts';" },
  'ui never imports server': { file: 'ui/planted-d.ts', line: "import type {} from '../server/clock.ts';" },
  'one door to HubSpot’s client': {
    file: 'server/planted-e.ts',
    line: "import type {} from '@hubspot/api-client';",
  },
  'the sandbox borrows types alone from HubSpot’s client': {
    file: 'server/hubspot/sandbox/planted-h.ts',
    line: "import '@hubspot/api-client';",
  },
  'one floor knows the database’s dialect': { file: 'server/planted-f.ts', line: "import 'better-sqlite3';" },
  'a route calls a verb and never the database': {
    file: 'server/deals/planted-routes.ts',
    line: "import '../db/database.ts';",
  },
  'a verb knows nothing of HTTP': { file: 'server/deals/planted-verb.ts', line: "import 'hono';" },
  'production never loads the sandbox': {
    file: 'server/planted-g.ts',
    line: "import './hubspot/sandbox/start-sandbox.ts';",
  },
  'the demo is loaded on demand': { file: 'server/planted-i.ts', line: "import './demo/start-demo.ts';" },
  'no import circles': { file: 'server/planted-circle-a.ts', line: "import './planted-circle-b.ts';" },
};

const written: string[] = [];

function plant(file: string, line: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${line}\nexport const planted = 1;\n`);
  written.push(file);
}

describe('the rules of the house', () => {
  afterAll(() => {
    for (const file of written) rmSync(file, { force: true });
  });

  it('hold in every folder', { timeout: 120_000 }, async () => {
    expect(await breaches(['price-book', 'server', 'ui', 'test'])).toEqual([]);
  });

  it('bite: a planted breach of each rule is found', { timeout: 120_000 }, async () => {
    const planted = Object.entries(PLANTED);
    for (const [, { file, line }] of planted) plant(file, line);
    plant('server/planted-circle-b.ts', "import './planted-circle-a.ts';");
    const found = await breaches(written);
    const missed = planted.filter(
      ([rule, { file }]) => !found.some((breach) => breach.startsWith(`${rule}: ${file}`)),
    );
    expect(missed.map(([rule]) => rule)).toEqual([]);
    expect(HOUSE_RULES.map((rule) => rule.name).sort()).toEqual(Object.keys(PLANTED).sort());
  });

  it('only env.ts reads the environment', () => {
    const readers = sourceFiles('server').filter((file) =>
      /process\s*\.\s*env/.test(readFileSync(file, 'utf8')),
    );
    expect(readers).toEqual(['server/env.ts']);
  });

  it('the service reads files through its door', () => {
    const free = /^server\/(files|db\/|cli\/|demo\/start-demo)/;
    const readers = sourceFiles('server').filter((file) => /from 'node:fs/.test(readFileSync(file, 'utf8')));
    expect(readers.filter((file) => !free.test(file))).toEqual([]);
  });

  it('only the floor of the database holds a writer', () => {
    const outside = sourceFiles('server').filter((file) => !file.startsWith('server/db/'));
    const holders = outside.filter((file) => /\.writer\b/.test(readFileSync(file, 'utf8')));
    expect(holders).toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}
