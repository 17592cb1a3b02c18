import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('./server-child.ts', import.meta.url));

export type ServerProcess = { readonly url: string; readonly child: ChildProcess; kill(): Promise<void> };

type Start = {
  file: string;
  sandboxUrl: string;
  before?: readonly string[];
  /** When the clock of the process stands still; else on the Thursday of the tests. */
  startsAt?: string;
};

/** Starts the service as a process; `before` is a command that runs it, like strace. */
export function startServerProcess({
  file,
  sandboxUrl,
  before = [],
  startsAt,
}: Start): Promise<ServerProcess> {
  const [command = '', ...rest] = [
    ...before,
    process.execPath,
    script,
    file,
    sandboxUrl,
    ...(startsAt ? [startsAt] : []),
  ];
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Twenty starts of the same code need to compile it only once.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'dealfloor-compile-cache') },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the service ended with ${code} before it listened`)));
    child.stdout?.once('data', (line) =>
      resolve({
        url: String(line).trim(),
        child,
        kill: async () => {
          child.kill('SIGKILL');
          await ended;
        },
      }),
    );
  });
}
