import { fastify } from 'fastify';
import type { Contender } from './contender.ts';
import { ANSWER, HOST, stoppable } from './stoppable.ts';

/** The least that Fastify can do; its default parser reads the body. */
export async function startFastify(): Promise<Contender> {
  const app = fastify();
  app.all('/*', async () => ANSWER);
  await app.listen({ host: HOST, port: 0 });
  return stoppable(app.server);
}
