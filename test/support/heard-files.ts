import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where the tests keep what people were told in them. */
export const heardFolder = join(root, 'node_modules/.cache/heard');

/** The file for one test file. */
export const heardFile = (testFile: string): string =>
  join(heardFolder, `${relative(root, testFile).replaceAll('/', '+')}.jsonl`);
