import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createSandbox, type SandboxOptions } from './create-sandbox.ts';
import { deliverWebhooks } from './deliver-webhooks.ts';
import type { SandboxState } from './state.ts';
import { dealSubscriptions, WebhookSettings } from './webhook-settings.ts';
import { advanceRuns } from './workflow-runs.ts';

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

/** From now on HubSpot tells the app what changes, and its workflows go on, without anybody playing them. */
export function letItRun({ state }: RunningSandbox, app: SandboxOptions, everyMs: number): () => void {
  state.webhooks.settings = WebhookSettings.parse({ subscriptions: dealSubscriptions });
  const timer = setInterval(() => {
    void deliverWebhooks(state, app).then(() => advanceRuns(state, app));
  }, everyMs);
  return () => clearInterval(timer);
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
