import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** This package's folder, found by the package's name: the built program isn't where its sources are. */
export const packageFolder = new URL('./', pathToFileURL(require.resolve('intercom-incident/package.json')));
