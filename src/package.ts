import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** The folder of this package, found by its own name: the built program does not lie where its sources do. */
export const packageFolder = new URL('./', pathToFileURL(require.resolve('intercom-incident/package.json')));
