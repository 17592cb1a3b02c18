import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Usage } from './contender.ts';

/** What `npm start` loads first. */
const QUICK_LOAD = ['--import', fileURLToPath(new URL('../../../server/quick-load.mjs', import.meta.url))];
const entry = fileURLToPath(new URL('./contender.ts', import.meta.url));

/** A contender as whoever measures it sees it. */
export type Child = {
  readonly name: string;
  readonly port: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
};

/** Starts a contender in a process of its own; its log goes where a log collector would read, here nowhere. */
export async function startChild(
  name: string,
  options = '',
  execArgv: readonly string[] = [],
): Promise<Child> {
  const child = fork(entry, [name, options], {
    execArgv: [...QUICK_LOAD, ...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = await answerOf(child, name);
  return {
    name,
    port,
    usage: async () => {
      const answer = answerOf(child, name);
      child.send('usage');
      return (await answer)[0];
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}

async function answerOf(child: ChildProcess, name: string) {
  const impatient = new AbortController();
  const give = (code: number | null) => impatient.abort(new Error(`${name} ended with ${code}`));
  child.once('exit', give);
  try {
    return await once(child, 'message', { signal: impatient.signal });
  } finally {
    child.off('exit', give);
  }
}
