import type { Server } from 'node:http';
import { type ServerType, serve } from '@hono/node-server';
import type { Logger } from 'pino';
import { startJob } from './background.ts';
import { type AppOptions, createApp } from './create-app.ts';
import { allJobs } from './jobs.ts';

export type Service = { readonly url: string; close(): Promise<void> };

const DRAIN_MS = 10_000;

/** Serves the app on this machine and does its jobs, until it is closed: then it finishes what it began. */
export async function startService(options: AppOptions & { port: number }): Promise<Service> {
  const app = createApp(options);
  const server = await listen(app.fetch, options.port);
  const jobs = allJobs().map((job) => startJob(job, options.ports, options.log));
  return {
    url: `http://127.0.0.1:${server.port}`,
    close: async () => {
      await closeServer(server.server, options.log);
      await Promise.all(jobs.map((job) => job.stop()));
      await options.ports.database.close();
    },
  };
}

function listen(fetch: AppFetch, port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const started = serve({ fetch, hostname: '127.0.0.1', port }, (address) => {
      resolve({ server: asHttpServer(started), port: address.port });
    });
    const server = asHttpServer(started);
    server.requestTimeout = 10_000;
    server.headersTimeout = 10_000;
    server.once('error', reject);
  });
}

type AppFetch = ReturnType<typeof createApp>['fetch'];

function closeServer(server: Server, log: Logger): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => {
      log.warn('some requests did not end in time; their connections are cut');
      server.closeAllConnections();
    }, DRAIN_MS);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** `serve` may also build HTTP/2 servers; without options for one it builds a plain HTTP server. */
function asHttpServer(server: ServerType): Server {
  return server as Server;
}
