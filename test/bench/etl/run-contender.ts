import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Contender, Ground, Outcome, Totals } from './contender.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const SKELETON = fileURLToPath(new URL('./skeleton.py', import.meta.url));
/** What the command line loads first. */
const QUICK_LOAD = fileURLToPath(new URL('../../../server/quick-load.mjs', import.meta.url));

/** A Python that has what the source document's skeleton needs; null where none is installed. */
export async function findPandas(): Promise<string | null> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const isThere = await talk(python, ['-c', 'import pandas, sqlalchemy, psycopg2']).then(
      () => true,
      () => false,
    );
    if (isThere) return python;
  }
  return null;
}

/** Runs a contender once in a process of its own. */
export async function runContender(
  contender: Contender,
  ground: Ground,
  python: string | null,
): Promise<Outcome> {
  const text =
    contender === 'pandas'
      ? await talk(python ?? 'python3', [SKELETON, ground.postgresUrl ?? '', ground.day])
      : await talk(process.execPath, ['--import', QUICK_LOAD, CHILD, contender, JSON.stringify(ground)]);
  return JSON.parse(text.trim().split('\n').at(-1) ?? '');
}

/** Integers must agree to the last unit; what went through a float, to a billionth. */
export function agree(a: Totals, b: Totals): boolean {
  return (Object.keys(a) as (keyof Totals)[]).every((key) => {
    const [left, right] = [a[key], b[key]];
    return Math.abs(left - right) <= Math.abs(left) * 1e-9;
  });
}

function talk(program: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${program} ended with ${code}: ${complaint}`));
    });
  });
}
