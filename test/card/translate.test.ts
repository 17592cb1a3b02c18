import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config } from '@hubspot/eslint-config-ui-extensions';
import { http } from '@hubspot/local-dev-lib/http';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { ESLint } from 'eslint';
import { transformWithOxc } from 'vite';
import { expect, onTestFinished, test, vi } from 'vitest';

const source = fileURLToPath(new URL('../../ui/hubspot/src/', import.meta.url));

/** HubSpot's own field schemas are not public: these are ours, of what we use; everything else is HubSpot's code. */
const text = { type: 'string', minLength: 1 };
const SCHEMAS = {
  APPLICATION: { type: 'object', required: ['name', 'distribution', 'auth'] },
  CARD: {
    type: 'object',
    required: ['name', 'location', 'entrypoint', 'objectTypes'],
    properties: { location: { enum: ['crm.record.tab', 'crm.record.sidebar'] }, entrypoint: text },
  },
  WEBHOOKS: { type: 'object', required: ['settings', 'subscriptions'] },
  WORKFLOW_ACTION: { type: 'object', required: ['actionUrl', 'inputFields', 'outputFields', 'objectTypes'] },
  SETTINGS: { type: 'object', required: ['entrypoint'], properties: { entrypoint: text } },
  PAGE: { type: 'object', required: ['entrypoint'], properties: { entrypoint: text } },
};

async function translated(folder: string) {
  vi.spyOn(http, 'get').mockResolvedValue({ data: SCHEMAS } as never);
  const project = { projectSourceDir: folder, platformVersion: '2026.09', accountId: 1 };
  return translate(project, { skipValidation: false });
}

/** A copy of the project that may be broken. */
function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(source, folder, { recursive: true, filter: (path) => !/node_modules|dist/.test(path) });
  return folder;
}

function change(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}

test('HubSpot’s own translation takes the project: the app, its cards, its two pages and what HubSpot calls', async () => {
  const { intermediateRepresentation } = await translated(copyOfProject());
  const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
  expect(nodes.map(({ componentType }) => componentType).sort()).toEqual([
    'APPLICATION',
    'CARD',
    'CARD',
    'CARD',
    'CARD',
    'PAGE',
    'SETTINGS',
    'WEBHOOKS',
    'WORKFLOW_ACTION',
  ]);
});

test.each([
  ['an id twice', 'app/settings/settings-hsmeta.json', '"dealfloor-settings"', '"dealfloor-deal-margin-tab"'],
  ['an id with a space', 'app/settings/settings-hsmeta.json', '"dealfloor-settings"', '"deal floor"'],
  ['a type in another’s folder', 'app/settings/settings-hsmeta.json', '"settings",', '"webhooks",'],
  ['a page without its entry', 'app/pages/sign-offs-hsmeta.json', '"/app/pages/DealfloorSignOffs.tsx"', '""'],
  ['a place that is none', 'app/cards/deal-margin-tab-hsmeta.json', '"crm.record.tab"', '"crm.record.roof"'],
])('a copy with %s is refused', async (_, file, from, to) => {
  const folder = copyOfProject();
  change(folder, file, from, to);
  await expect(translated(folder)).rejects.toThrow();
});

/** HubSpot's configuration reads no class fields, which its builder takes. */
const TODAYS_SYNTAX = { files: ['**/*.{ts,tsx}'], languageOptions: { ecmaVersion: 2022 } };

/** HubSpot's rules know no types: they are taken out first, and the JSX is left as it is. */
async function findings(file: string, code: string): Promise<string[]> {
  const lint = new ESLint({
    cwd: source,
    overrideConfigFile: true,
    overrideConfig: [...config, TODAYS_SYNTAX] as never,
  });
  const plain = await transformWithOxc(code, file, { jsx: 'preserve' });
  const results = await lint.lintText(plain.code, { filePath: join(source, file) });
  return results.flatMap(({ messages }) => messages.map(({ message }) => `${file}: ${message}`));
}

test('HubSpot’s own lint rules find nothing in what its builder takes', async () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !path.includes('node_modules'),
  );
  expect(files.length).toBeGreaterThan(80);
  const found = await Promise.all(
    files.map((file) => findings(file, readFileSync(join(source, file), 'utf8'))),
  );
  expect(found.flat()).toEqual([]);
});

test.each([
  ['a parent’s file', "import '../cards/settings/settings-page.tsx';"],
  ['an element of HTML', 'export const Page = () => <div>no</div>;'],
  ['a dialog of the browser', "export const ask = () => window.alert('no');"],
  ['a fetch of its own', "export const ask = () => fetch('https://example.com');"],
])('they do find %s', async (_, code) => {
  expect(await findings('app/settings/Broken.tsx', code)).not.toEqual([]);
});
