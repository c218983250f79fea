import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('./page/', import.meta.url));
/** What the page shares with the server. */
const shared = [
  'server/screen.ts',
  'server/actions.ts',
  'slack/json.ts',
  'slack/text/dates.ts',
  'slack/text/escapes.ts',
].map((file) => fileURLToPath(new URL(file, import.meta.url)));

/** Where the built page is. */
export const pageFolder = join(root, 'dist');

/** Whether the page has to be built: it never was, or its sources are newer. False if there is no page to build. */
export function pageIsStale(): boolean {
  if (!existsSync(join(root, 'index.html'))) return false;
  const built = join(pageFolder, 'index.html');
  if (!existsSync(built)) return true;
  const since = statSync(built).mtimeMs;
  return pageSources().some((file) => statSync(file).mtimeMs > since);
}

/** What the page is built from: its own files and those it shares with the server, by their whole paths. */
export const pageSources = (): string[] => [...sourcesIn(root), ...shared];

/** Builds the page into `pageFolder`, always for production even when a test asks. Rejects with Vite's message. */
export async function buildPage(): Promise<void> {
  const { build } = await import('vite');
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(pageFolder));
}
