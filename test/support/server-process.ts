import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('./server-child.ts', import.meta.url));
/** What the real commands load first: fifty starts of the same code need to compile it only once. */
const quickLoad = fileURLToPath(new URL('../../server/quick-load.mjs', import.meta.url));

export type ServerProcess = { readonly url: string; readonly child: ChildProcess; kill(): Promise<void> };

/** A process that has loaded the service and opens nothing until it is told to start. */
export type PreparedServer = { start(): Promise<ServerProcess> };

type Start = {
  file: string;
  sandboxUrl: string;
  before?: readonly string[];
  /** When the clock of the process stands still; else on the Thursday of the tests. */
  startsAt?: string;
};

/** Starts the service as a process; `before` is a command that runs it, like strace. */
export function startServerProcess(start: Start): Promise<ServerProcess> {
  return prepareServerProcess(start).start();
}

/** Loads the service in a process of its own, while others still run. */
export function prepareServerProcess({ file, sandboxUrl, before = [], startsAt }: Start): PreparedServer {
  const words = [script, file, sandboxUrl, ...(startsAt ? [startsAt] : [])];
  const [command = '', ...rest] = [...before, process.execPath, '--import', quickLoad, ...words];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const listening = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the service ended with ${code} before it listened`)));
    child.stdout.once('data', (line) => resolve(String(line).trim()));
  });
  // Whoever waits for it hears of a failure; one that nobody waits for yet must not end the test run.
  listening.catch(() => {});
  return {
    start: async () => {
      child.stdin.write('start\n');
      return {
        url: await listening,
        child,
        kill: async () => {
          child.kill('SIGKILL');
          await ended;
        },
      };
    },
  };
}
