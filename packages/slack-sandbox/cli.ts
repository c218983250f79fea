#!/usr/bin/env node
import { setUpApp } from './app-setup.ts';
import { runCli } from './run-cli.ts';

// Without an app of its own, the sandbox waits for one to be started.
await runCli({ command: 'npx slack-sandbox', own: null }, ({ app, ...line }) =>
  setUpApp(app.kind === 'own' ? { kind: 'elsewhere' } : app, line),
);
