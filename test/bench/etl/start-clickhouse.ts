import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROCESS = fileURLToPath(new URL('./clickhouse-process.ts', import.meta.url));

export type ClickHouse = { readonly url: string; stop(): Promise<void> };

/** A ClickHouse of our own in another process, with the rows of a Parquet file. */
export async function startClickHouse(parquet: string): Promise<ClickHouse> {
  const server = fork(PROCESS, [parquet]);
  const ended = once(server, 'exit');
  const [url]: unknown[] = await Promise.race([once(server, 'message'), ended]);
  if (typeof url !== 'string') throw new Error(`ClickHouse ended with ${url} before it answered`);
  const stop = async () => {
    if (server.connected) server.disconnect();
    await ended;
  };
  return { url, stop };
}
