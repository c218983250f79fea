import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const packageFile = z.object({ scripts: z.object({ start: z.templateLiteral(['node ', z.string()]) }) });

/** What `npm start` passes to Node: its options, and the built bot's path. */
export const npmStart: readonly string[] = readStart();

function readStart(): string[] {
  const file = new URL('../package.json', import.meta.url);
  const [, ...args] = packageFile.parse(JSON.parse(readFileSync(file, 'utf8'))).scripts.start.split(' ');
  return args.map((arg) =>
    arg.startsWith('-') ? arg : fileURLToPath(new URL(`../${arg}`, import.meta.url)),
  );
}
