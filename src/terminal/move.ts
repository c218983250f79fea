import { refuse } from '../domain/incident/refusal.ts';
import { counted } from '../domain/text/text.ts';
import { move } from '../store/moving/move.ts';
import { openToFill, openToMove } from '../store/moving/open-to-move.ts';
import { urlProblem } from '../store/opening/database-url.ts';
import type { Printed } from './record.ts';

/** Copies a database into an empty one, and says what to do next; both by their URLs. */
export async function moved(from: string, to: string): Promise<Printed> {
  if (to === '') return refuse('--to is empty. Nothing was moved. Name an empty database.');
  const problem = urlProblem(to);
  if (problem !== null) return refuse(`--to ${problem}. Nothing was moved.`);
  if (to === from) return refuse('--to is the database that DATABASE_URL names. Nothing was moved.');
  const source = await openToMove(from);
  try {
    const target = await openToFill(to);
    try {
      const rows = await move(source, target);
      const count = (table: string, noun: string) => counted(rows.get(table) ?? 0, noun);
      return {
        text: [
          `${count('incidents', 'incident')} with ${count('events', 'event')} and all the rest moved to ${target.name}, and compared row by row.`,
          `${source.name} is unchanged. Set DATABASE_URL to the new database, then start the bot: npm start`,
          "Don't start a bot on the old one again: both would post what is still pending.",
        ].join('\n'),
      };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
