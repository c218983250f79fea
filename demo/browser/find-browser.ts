import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium: the one at `CHROMIUM_PATH`, or else this machine's; null when there is none. */
export function findBrowser(env: Readonly<Record<string, string | undefined>>): string | null {
  const { CHROMIUM_PATH: given } = env;
  return (given ? [given] : usual).find((path) => existsSync(path)) ?? null;
}
