import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifest = z.object({ version: z.string() });

/** A library by its name and the version that is installed, `@slack/bolt 5.1.0` say: what failed after an upgrade names it. */
export function installed(library: string): string {
  const path = new URL(`../../../node_modules/${library}/package.json`, import.meta.url);
  return `${library} ${manifest.parse(JSON.parse(readFileSync(path, 'utf8'))).version}`;
}
