import { mkdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';

export const cardEntries = [
  'DealMarginTab.tsx',
  'DealMarginSidebar.tsx',
  'AccountMarginTab.tsx',
  'AccountMarginSidebar.tsx',
] as const;

/** HubSpot's own builder for the cards, the settings page and the app page, as `hs project upload` runs it: the very bundles that HubSpot would serve, made side by side. */
export async function buildCards({ root, outputDir }: { root: string; outputDir: string }): Promise<void> {
  mkdirSync(outputDir, { recursive: true });
  const build = (file: string, from: string) =>
    buildSingleExtension({
      file,
      root: from,
      outputDir,
      emptyOutDir: false,
      minify: true,
      logLevel: 'error',
      codeCheckingPluginEnabled: true,
    });
  const beside = (folder: string) => fileURLToPath(new URL(`../${folder}/`, pathToFileURL(`${root}/`)));
  await Promise.all([
    ...cardEntries.map((file) => build(file, root)),
    build('DealfloorSettings.tsx', beside('settings')),
    build('DealfloorSignOffs.tsx', beside('pages')),
  ]);
}
