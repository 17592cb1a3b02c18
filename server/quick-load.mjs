import module from 'node:module';
import { fileURLToPath } from 'node:url';

const known = new Map();

/**
 * Node reads the package.json of a package again for each import of it and for each of its files, and drizzle-orm's has
 * 179 KB: a second and 160 MB at every start. Its own files are plain modules, and what we import is resolved once.
 */
module.registerHooks({
  resolve(specifier, context, nextResolve) {
    const parent = context.parentURL ?? '';
    if (specifier.startsWith('.') && parent.includes('/node_modules/drizzle-orm/')) {
      return { url: new URL(specifier, parent).href, format: 'module', shortCircuit: true };
    }
    if (!specifier.startsWith('drizzle-orm')) return nextResolve(specifier, context);
    const key = `${context.conditions.join()} ${specifier}`;
    const resolved = known.get(key) ?? { ...nextResolve(specifier, context), shortCircuit: true };
    known.set(key, resolved);
    return resolved;
  },
});

/** What was compiled once, types taken off, is kept for the next start; where it cannot be written nothing is lost. */
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url)));
