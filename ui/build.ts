import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { hashSources, readStamp, writeStamp } from './build-stamp.ts';
import { buildCards } from './card-host/build-cards.ts';

const ui = fileURLToPath(new URL('.', import.meta.url));
const repository = join(ui, '..');
const output = join(ui, 'dist');
const app = join(ui, 'hubspot/src/app');
const cards = join(app, 'cards');

type Part = {
  name: string;
  entry: string;
  sources: string[];
  buildInto: (folder: string) => Promise<unknown>;
};

const parts: Part[] = [
  {
    name: 'cards',
    entry: join(cards, 'DealMarginTab.tsx'),
    sources: [
      cards,
      join(app, 'settings'),
      join(app, 'pages'),
      join(repository, 'price-book'),
      join(ui, 'card-host/build-cards.ts'),
    ],
    buildInto: (outputDir) => buildCards({ root: cards, outputDir }),
  },
  vitePart('card-host', [join(ui, 'card-host')]),
  vitePart('console', [join(ui, 'console'), join(repository, 'price-book')]),
];

function vitePart(name: string, sources: string[]): Part {
  const root = join(ui, name);
  const configFile = join(root, 'vite.config.ts');
  return {
    name,
    entry: configFile,
    sources,
    buildInto: (outDir) =>
      build({ configFile, root, logLevel: 'error', build: { outDir, emptyOutDir: true } }),
  };
}

export type BuildOptions = { log?: (line: string) => void; force?: boolean };

/** Builds everything the server serves into `ui/dist`, side by side; a part whose sources did not change is left as it is. */
export async function buildUi({ log = () => {}, force = false }: BuildOptions = {}): Promise<void> {
  const before = process.env.NODE_ENV;
  // Vite takes it from here: tests, which run as `test`, would else build what no customer gets.
  process.env.NODE_ENV = 'production';
  try {
    await Promise.all(parts.map((part) => buildPart(part, { log, force })));
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function buildPart(part: Part, { log, force }: Required<BuildOptions>): Promise<void> {
  if (!existsSync(part.entry)) return log(`ui/${part.name}: skipped, there is no ${part.entry}`);
  const stamp = join(output, `${part.name}.stamp`);
  const hash = hashSources([...part.sources, join(ui, 'build.ts'), join(repository, 'package-lock.json')]);
  const isFresh = !force && readStamp(stamp) === hash && existsSync(join(output, part.name));
  if (isFresh) return log(`ui/${part.name}: unchanged`);
  const start = performance.now();
  const workshop = join(output, `.${part.name}-${process.pid}`);
  try {
    await part.buildInto(workshop);
  } catch (error) {
    rmSync(workshop, { recursive: true, force: true });
    throw new Error(`ui/${part.name} could not be built: ${sentenceOf(error)}`, { cause: error });
  }
  exchange(workshop, join(output, part.name));
  writeStamp(stamp, hash);
  log(`ui/${part.name}: built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** The old files are served until the new ones are whole, also when two builds run at once. */
function exchange(workshop: string, place: string): void {
  const old = `${workshop}-old`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(workshop, place);
  rmSync(old, { recursive: true, force: true });
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) {
  const log = (line: string) => process.stdout.write(`${line}\n`);
  try {
    await buildUi({ log, force: process.argv.includes('--force') });
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}
