import { mkdirSync } from 'node:fs';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';

export const cardEntries = [
  'DealMarginTab.tsx',
  'DealMarginSidebar.tsx',
  'AccountMarginTab.tsx',
  'AccountMarginSidebar.tsx',
] as const;

/** HubSpot's own builder, as `hs project upload` runs it: the very bundles that HubSpot would serve, made side by side. */
export async function buildCards({ root, outputDir }: { root: string; outputDir: string }): Promise<void> {
  mkdirSync(outputDir, { recursive: true });
  const build = (file: string) =>
    buildSingleExtension({
      file,
      root,
      outputDir,
      emptyOutDir: false,
      minify: true,
      logLevel: 'error',
      codeCheckingPluginEnabled: true,
    });
  await Promise.all(cardEntries.map(build));
}
