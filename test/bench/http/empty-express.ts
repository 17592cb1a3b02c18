import express from 'express';
import type { Contender } from './contender.ts';
import { ANSWER, HOST, stoppable } from './stoppable.ts';

/** The least that Express can do. */
export function startExpress(): Promise<Contender> {
  const app = express();
  app.use((_request, response) => {
    response.json(ANSWER);
  });
  return new Promise((resolve) => {
    const server = app.listen(0, HOST, () => resolve(stoppable(server)));
  });
}
