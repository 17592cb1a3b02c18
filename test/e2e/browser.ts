import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where a Chromium is: inside an npm package on Linux x64, else one that is installed. */
export async function findChromium(): Promise<string> {
  if (process.platform === 'linux' && process.arch === 'x64') return sparticuz.executablePath();
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return installed;
  throw new Error('No Chromium was found. Install Chrome, or run the browser tests on Linux x64.');
}

/** A real browser without a window. The global set-up has unpacked it before any test starts. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: QUIET });
}
