import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentHash } from './audit/canonical-json.ts';
import type { Files } from './files.ts';

const sources = dirname(fileURLToPath(import.meta.resolve('@dealfloor/price-book')));
const manifest = fileURLToPath(new URL('../package.json', import.meta.url));

let known: string | null = null;

/** Which code computes: the version of the package, and a hash of the sources that every figure comes from. */
export function readCodeVersion(files: Files): string {
  known ??= `${packageVersion(files)}+${sourcesHash(files).slice(0, 12)}`;
  return known;
}

function packageVersion(files: Files): string {
  const { version }: { version: string } = JSON.parse(files.readText(manifest));
  return version;
}

function sourcesHash(files: Files): string {
  const names = files.list(sources).filter((name) => name.endsWith('.ts'));
  return contentHash(names.map((name) => [name, files.readText(join(sources, name))]));
}
