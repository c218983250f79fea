import { z } from 'zod';
import { documentSchema } from '../../src/terminal/export/format.ts';

/** The JSON Schema of what `export` prints, from the schema by which `import` reads it. */
export const exportSchema = (): string =>
  `${JSON.stringify(z.toJSONSchema(documentSchema, { io: 'input' }), null, 1)}\n`;
