import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = new URL('../../', import.meta.url);
const Kinds = z.union([z.string().transform((kind) => [kind]), z.array(z.string())]).optional();
const Locked = z.object({
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  os: Kinds,
  cpu: Kinds,
});
const Lock = z.object({ packages: z.record(z.string(), Locked) });
const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  allowScripts: z.record(z.string(), z.boolean()),
});

const lock = Lock.parse(JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')));
const manifest = Manifest.parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));
const packages = Object.entries(lock.packages).filter(
  ([path, { link, inBundle }]) => path.startsWith('node_modules/') && !link && !inBundle,
);

test('every package comes from the public registry with the hash of its content', () => {
  expect(packages.length).toBeGreaterThan(300);
  for (const [path, { resolved, integrity }] of packages) {
    expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    expect(integrity, path).toMatch(/^sha512-/);
  }
});

test('every version is exact', () => {
  const versions = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  };
  for (const [name, version] of Object.entries(versions)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  }
});

test('no package of this kind of machine runs a script of its own at installation unless the manifest names it', () => {
  const named = new Set(Object.keys(manifest.allowScripts));
  const running = packages
    .filter(
      ([, { hasInstallScript, os, cpu }]) => hasInstallScript && isFor(os, 'linux') && isFor(cpu, 'x64'),
    )
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  for (const name of running) expect(named, `${name} has an install script`).toContain(name);
});

function isFor(kinds: readonly string[] | undefined, kind: string): boolean {
  return kinds === undefined || kinds.includes(kind);
}
