import { registerHooks } from 'node:module';

const INSIDE_DRIZZLE = /\/node_modules\/drizzle-orm\/.*\.js$/;

/**
 * For each of drizzle-orm's files Node parses its package.json of 180 KB anew, to learn that it is a module: half of
 * a start. Who starts the service fifty times says it himself.
 */
registerHooks({
  resolve: (specifier, context, next) => {
    const { parentURL } = context;
    if (!specifier.startsWith('.') || !parentURL || !INSIDE_DRIZZLE.test(parentURL)) {
      return next(specifier, context);
    }
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
  },
});
