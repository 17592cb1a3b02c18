import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A bug as somebody could really write it: one passage of one file becomes another, and a test must notice. */
export type PlantedFault = {
  readonly name: string;
  readonly file: string;
  readonly passage: string;
  readonly becomes: string;
  /** The test file that guards against it, and part of the name of the guarantee that must break. */
  readonly guard: string;
  readonly guarantee: string;
};

export type Field = { readonly folder: string; clear(): void };

/** A copy of the sources to plant in; the project itself is never touched. Packages are borrowed, our own are copied. */
export function layField(): Field {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-planted-'));
  for (const name of ['price-book', 'server', 'test', 'ui']) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !/node_modules|\.data|\/dist\b/.test(path),
    });
  }
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name));
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, '@dealfloor'), { recursive: true });
  symlinkSync(join(folder, 'price-book'), join(packages, '@dealfloor', 'price-book'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@dealfloor' && name !== '.vite')
      symlinkSync(join(root, 'node_modules', name), join(packages, name));
  }
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

export type Harvest = { readonly failed: readonly string[]; readonly passed: number };

/** Plants one fault, runs only the test that guards against it, and takes the fault out again. */
export async function harvest(field: Field, fault: PlantedFault): Promise<Harvest> {
  const file = join(field.folder, fault.file);
  const sound = readFileSync(file, 'utf8');
  const parts = sound.split(fault.passage);
  if (parts.length !== 2)
    throw new Error(`${fault.file} holds the passage ${parts.length - 1} times, not once`);
  writeFileSync(file, parts.join(fault.becomes));
  try {
    return await runGuard(field, fault);
  } finally {
    writeFileSync(file, sound);
  }
}

type Report = { testResults: { assertionResults: { fullName: string; status: string }[] }[] };

async function runGuard(field: Field, fault: PlantedFault): Promise<Harvest> {
  const report = join(field.folder, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join(field.folder, 'test', 'planted', 'vitest.config.ts');
  const named = fault.guarantee.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  await ended(
    spawn(
      process.execPath,
      [
        vitest,
        'run',
        '--config',
        config,
        '-t',
        named,
        '--reporter=json',
        `--outputFile=${report}`,
        fault.guard,
      ],
      {
        cwd: field.folder,
        stdio: 'ignore',
        env: { ...process.env, NODE_ENV: 'test' },
      },
    ),
  );
  if (!existsSync(report)) throw new Error(`${fault.guard} could not even start under “${fault.name}”`);
  const { testResults }: Report = JSON.parse(readFileSync(report, 'utf8'));
  const all = testResults.flatMap((result) => result.assertionResults);
  if (!all.some(({ status }) => status === 'failed' || status === 'passed')) {
    throw new Error(`${fault.guard} ran no test named “${fault.guarantee}” under “${fault.name}”`);
  }
  return {
    failed: all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    passed: all.filter(({ status }) => status === 'passed').length,
  };
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
