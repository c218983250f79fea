import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium: the one at `CHROMIUM_PATH`, or else this machine's; null if there is none. */
export function findBrowser(env: Readonly<Record<string, string | undefined>>): string | null {
  const { CHROMIUM_PATH: given } = env;
  return (given ? [given] : usual).find((path) => existsSync(path)) ?? null;
}

/** How it's started: headless, and making no requests of its own. */
export const browserArgs = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What to do if there is none, as a sentence. */
export const howToGetOne = 'Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.';
