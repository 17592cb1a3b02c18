import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';

export type StartFigures = { readonly firstAnswerMs: number; readonly rssMegabytes: number };

const STARTS = 5;
const SETTLE_MS = 2_000;
/** What `npm start` loads first. */
const QUICK_LOAD = ['--import', fileURLToPath(new URL('../../server/quick-load.mjs', import.meta.url))];
const entry = fileURLToPath(new URL('./demo-process.ts', import.meta.url));

/** From the start of the process to the first answer of the whole demo, and what it then keeps in memory. */
export async function measureStart(): Promise<StartFigures> {
  const starts: StartFigures[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) starts.push(await startOnce());
  return {
    firstAnswerMs: median(starts.map(({ firstAnswerMs }) => firstAnswerMs)),
    rssMegabytes: median(starts.map(({ rssMegabytes }) => rssMegabytes)),
  };
}

async function startOnce(): Promise<StartFigures> {
  const started = performance.now();
  const child = fork(entry, { execArgv: QUICK_LOAD, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ url }] = await once(child, 'message');
  const { ok } = await fetch(`${url}/readyz`);
  const firstAnswerMs = performance.now() - started;
  if (!ok) throw new Error('the demo is not ready');
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  child.send('rss');
  const [{ rssBytes }] = await once(child, 'message');
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
  return { firstAnswerMs, rssMegabytes: rssBytes / 1e6 };
}
