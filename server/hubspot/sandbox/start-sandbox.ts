import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createSandbox, type SandboxOptions } from './create-sandbox.ts';
import type { SandboxState } from './state.ts';

export type RunningSandbox = { url: string; port: number; state: SandboxState; close: () => Promise<void> };

/** Serves the sandbox on this machine only. Port 0 takes a free one. */
export async function startSandbox(options: SandboxOptions & { port?: number }): Promise<RunningSandbox> {
  const { app, state } = createSandbox(options);
  const hostname = '127.0.0.1';
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port: options.port ?? 0 }, ({ port }) => {
      resolve({ url: `http://${hostname}:${port}`, port, state, close: () => close(asHttpServer(server)) });
    });
    server.once('error', reject);
  });
}

/** A hanging request must not keep the process: its connection is cut. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** `serve` may also build HTTP/2 servers; without options for one it builds a plain HTTP server. */
function asHttpServer(server: ReturnType<typeof serve>): Server {
  return server as Server;
}
