import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const builder = fileURLToPath(new URL('../ui/build.ts', import.meta.url));

/** Builds the pages that changed, in a process of their own, so that the service answers meanwhile. */
export function buildPages(): Promise<void> {
  return new Promise((resolve, reject) => {
    const build = spawn(process.execPath, [builder], { stdio: ['ignore', 'inherit', 'inherit'] });
    build.once('error', reject);
    build.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('The pages could not be built; the lines above say why.'));
    });
  });
}
