import { refuseOldNode } from './node-version.ts';

refuseOldNode();

/** Heard before the program is loaded: a stop that is asked for while it starts is a clean stop, too. */
const asked = new Promise<void>((stop) => {
  process.on('SIGTERM', () => stop());
  process.on('SIGINT', () => stop());
});

const { runUntil } = await import('./main/run.ts');
await runUntil(asked);
