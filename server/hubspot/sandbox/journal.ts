import { createMiddleware } from 'hono/factory';
import type { Clock } from '../../clock.ts';

/** One request and its answer; headers are not kept, so no token is. */
export type Exchange = {
  sequence: number;
  at: string;
  method: string;
  path: string;
  query: string;
  requestBody: string;
  /** 0: the connection was broken instead of an answer. */
  status: number;
  fault: string | null;
  responseBody: string;
};

const longestJournal = 5000;

export function keepJournal(journal: Exchange[], clock: Clock) {
  let sequence = 0;
  return createMiddleware(async (c, next) => {
    const url = new URL(c.req.url);
    const exchange: Exchange = {
      sequence: ++sequence,
      at: clock.now().toISOString(),
      method: c.req.method,
      path: url.pathname,
      query: url.search,
      requestBody: await c.req.text(),
      status: 0,
      fault: null,
      responseBody: '',
    };
    journal.push(exchange);
    if (journal.length > longestJournal) journal.shift();
    await next();
    exchange.fault = c.res.headers.get('x-dealfloor-fault');
    if (c.res.headers.has('x-hono-already-sent')) return;
    exchange.status = c.res.status;
    exchange.responseBody = await c.res.clone().text();
  });
}
