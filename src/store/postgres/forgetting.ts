import { z } from 'zod';
import type { IncidentId } from '../../domain/incident/ids.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { Sql } from './database/sql.ts';

const wordRows = z.array(z.object({ seq: z.number(), type: z.string(), body: z.string() }));
const saidSchema = z.record(z.string(), z.unknown());

/**
 * Removes an entry's words from its stored events. What any process has folded from them no longer counts, since the
 * incident's row says that they were rewritten.
 */
export async function forgetStoredWords(sql: Sql, id: IncidentId, entry: number): Promise<void> {
  await sql('UPDATE incidents SET rewritten = rewritten + 1 WHERE id = @id', { id });
  const { rows } = await sql(
    `SELECT seq, type, body FROM events WHERE incident = @id AND (seq = @entry OR type = 'entry_edited')`,
    { id, entry },
  );
  for (const { seq, type, body } of wordRows.parse(rows)) {
    const stored = saidSchema.safeParse(parseJson(body)).data;
    const isOfEntry = seq === entry || (type === 'entry_edited' && stored?.of === entry);
    if (!isOfEntry || (stored?.text ?? null) === null) continue;
    await sql('UPDATE events SET body = @body WHERE incident = @id AND seq = @seq', {
      id,
      seq,
      body: JSON.stringify({ ...stored, text: '' }),
    });
  }
}
