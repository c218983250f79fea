import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pages } from './pages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

for (const [path, write] of Object.entries(pages)) {
  writeFileSync(join(root, path), write());
  console.log(`Wrote ${path}.`);
}
