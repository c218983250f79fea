import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPage, pageFolder } from './page-build.ts';

/**
 * Builds `dist/`, the contents of a published package: JavaScript with its types, the built page, and the redirects.
 */
const here = fileURLToPath(new URL('.', import.meta.url));

rmSync(`${here}dist`, { recursive: true, force: true });
execFileSync('tsc', ['-p', `${here}tsconfig.build.json`], { stdio: 'inherit' });
await buildPage();
cpSync(pageFolder, `${here}dist/page/dist`, { recursive: true });
for (const file of ['redirect/node.cjs', 'redirect/python/sitecustomize.py'])
  cpSync(`${here}${file}`, `${here}dist/${file}`);
