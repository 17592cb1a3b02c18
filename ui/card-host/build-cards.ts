import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';

export const cardEntries = ['DealMarginTab.tsx', 'DealMarginSidebar.tsx'] as const;

/** HubSpot's own builder, as `hs project upload` runs it: the very bundle that HubSpot would serve. */
export async function buildCards({ root, outputDir }: { root: string; outputDir: string }): Promise<void> {
  let emptyOutDir = true;
  for (const file of cardEntries) {
    await buildSingleExtension({
      file,
      root,
      outputDir,
      emptyOutDir,
      minify: true,
      logLevel: 'error',
      codeCheckingPluginEnabled: true,
    });
    emptyOutDir = false;
  }
}
