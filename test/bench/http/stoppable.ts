import type { Server } from 'node:http';
import type { Contender } from './contender.ts';

export const HOST = '127.0.0.1';
export const ANSWER = { ok: true };

/** A server that ends when it is asked to, and what has to end after it. */
export function stoppable(server: Server, after: () => Promise<void> = async () => {}): Contender {
  return {
    server,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await after();
    },
  };
}
