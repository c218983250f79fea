/* npm builds after every installation, also after one without development dependencies ("npm ci --omit=dev"). */
'use strict';

const { existsSync } = require('node:fs');

if (!existsSync('node_modules/rolldown')) {
  console.error(
    'Nothing was built, because the development dependencies are missing. Run npm ci, then npm prune --omit=dev --ignore-scripts.',
  );
  process.exit(1);
}
