import { refuseOldNode } from './node-version.ts';

refuseOldNode();

/** Installed before the program is loaded: a shutdown requested during startup is a clean one too. */
const asked = new Promise<void>((stop) => {
  process.on('SIGTERM', () => stop());
  process.on('SIGINT', () => stop());
});

const { runUntil } = await import('./main/run.ts');
await runUntil(asked);
