import { type ResolveFnOutput, registerHooks } from 'node:module';

const INSIDE_DRIZZLE = /\/node_modules\/drizzle-orm\/.*\.js$/;
const known = new Map<string, ResolveFnOutput>();

/**
 * For each of drizzle-orm's files, and each import of it, Node parses its package.json of 180 KB anew: half of a
 * start. Who starts the service fifty times resolves it once.
 */
registerHooks({
  resolve: (specifier, context, next) => {
    const { parentURL = '' } = context;
    if (specifier.startsWith('.') && INSIDE_DRIZZLE.test(parentURL)) {
      return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
    }
    if (!specifier.startsWith('drizzle-orm')) return next(specifier, context);
    const key = `${context.conditions.join()} ${specifier}`;
    const resolved = known.get(key) ?? { ...next(specifier, context), shortCircuit: true };
    known.set(key, resolved);
    return resolved;
  },
});
