import { incidentName, userIdSchema } from '../../domain/incident/ids.ts';
import type { Refusal } from '../../domain/incident/refusal.ts';
import { counted, inSeries } from '../../domain/text/text.ts';
import type { Filling } from '../../store/archive/archive.ts';
import { readExport } from './read-export.ts';

/** How many incidents were imported, and those of them that this version can't read. */
type Imported = { readonly incidents: number; readonly unreadable: readonly string[] };

/**
 * Imports a file that `export` wrote, all of it or nothing; `fill` opens the database to fill. Imported
 * incidents owe nothing: what had to be sent was sent by the bot that they were exported from.
 */
export const importFrom = (
  file: string,
  fill: (work: (into: Filling) => Promise<void>) => Promise<void>,
): Promise<Imported | Refusal> =>
  readExport(file, async ({ incidents, people, reminded, highest }) => {
    const unreadable: string[] = [];
    let count = 0;
    await fill(async (into) => {
      for (const incident of incidents()) {
        count += 1;
        if ((await into.incident(incident)) === 'unreadable') unreadable.push(incidentName(incident.id));
      }
      for (const [user, name] of Object.entries(people)) await into.person(userIdSchema.parse(user), name);
      for (const one of reminded) await into.reminded(one);
      await into.highest(highest);
    });
    return { incidents: count, unreadable };
  });

/** What was imported, and what the bot does about it; `open`: the names of the open incidents. */
export function importedText({ incidents, unreadable }: Imported, open: readonly string[]): string {
  const still = open.length === 1 ? 'is' : 'are';
  return [
    `${counted(incidents, 'incident')} imported. Nothing is posted for what happened before.`,
    ...(open.length > 0
      ? [
          `${inSeries(open)} ${still} open: checks and reminders start again with the next update or change of severity there.`,
        ]
      : []),
    ...(unreadable.length > 0
      ? [
          `This version can't read ${inSeries(unreadable)}. The record is kept. Use the version that wrote it.`,
        ]
      : []),
  ].join('\n');
}
