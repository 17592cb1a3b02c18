import { buildUi } from '../../ui/build.ts';
import { findChromium } from './browser.ts';

/** Once before all browser tests: the pages are built, and Chromium is unpacked (two at once would collide). */
export async function setup(): Promise<void> {
  await findChromium();
  await buildUi({ log: (line) => process.stdout.write(`${line}\n`) });
}
