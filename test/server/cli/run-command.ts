import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const ENTRY = fileURLToPath(new URL('../../../server/cli/dealfloor.mjs', import.meta.url));

export type Ended = { readonly exitCode: number | null; readonly out: string; readonly err: string };
export type Surroundings = {
  readonly folder: string;
  readonly environment?: Record<string, string>;
  readonly input?: string;
};

/** A folder of its own for one test; the command runs in it. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-cli-'));
  onTestFinished(() => {
    for (const made of [folder, `${folder}.audit-keys`]) rmSync(made, { recursive: true, force: true });
  });
  return folder;
}

/** Runs the real command in a process of its own, as a shell would. */
export function dealfloor(words: readonly string[], surroundings: Surroundings): Promise<Ended> {
  return run(process.execPath, [ENTRY, ...words], surroundings);
}

/** Runs a program to its end with an environment that holds nothing but what is said here. */
export function run(program: string, words: readonly string[], surroundings: Surroundings): Promise<Ended> {
  const { folder, environment = {}, input = '' } = surroundings;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder, env: { PATH: process.env.PATH, ...environment } });
    const texts = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      texts.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      texts.err += text;
    });
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...texts }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** The search path without what npm puts on it: the Node that a bare "node" starts in a shell. */
export function shellPath(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.includes('node_modules')).join(delimiter);
}
