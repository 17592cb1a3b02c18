import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Contender } from './contender.ts';
import { ANSWER, HOST, stoppable } from './stoppable.ts';

/** The least that Hono can do: any request, one small JSON answer. */
export function startHono(): Promise<Contender> {
  const app = new Hono();
  app.all('*', (c) => c.json(ANSWER));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: HOST, port: 0 }, () =>
      resolve(stoppable(server as Server)),
    );
  });
}
