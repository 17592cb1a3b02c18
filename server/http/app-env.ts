import type { Actor } from '../people/actor.ts';

/** What the middlewares hand on to the routes. */
export type AppEnv = {
  Variables: {
    requestId: string;
    rawBody: Uint8Array<ArrayBuffer>;
    actor: Actor;
  };
};
