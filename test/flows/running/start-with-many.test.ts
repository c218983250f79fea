import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { seed } from '../../../bench/ratios/seed.ts';
import { quickDisk, temporaryFolder, withSql } from '../../store/support/sqlite.ts';
import { command, type Scene, startAt } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** How many incidents are open, of which none is in the index or in the figures yet: the first start after an upgrade. */
const open = 3_000;

/** The processor time in which people's first commands are answered, ms; it includes what else is done meanwhile. */
async function firstAnswersMs({ alice }: Scene): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < 10; n += 1)
    expect(await alice.command(command, 'help', { in: 'general' })).toMatchObject({ ok: true });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const waiting = (file: string): number =>
  withSql(file, (db) =>
    z
      .object({ left: z.number() })
      .parse(db.prepare('SELECT count(*) AS left FROM incidents WHERE searched <> seq').get()),
  ).left;

describe('With thousands of open incidents', () => {
  story(
    'people get their first answers while the bot still looks through them',
    { timeout: 60_000 },
    async ({ scene }) => {
      const file = join(temporaryFolder(quickDisk), 'incidents.db');
      await seed(file, { incidents: open, events: 20, open }, startAt);
      const without = await scene();
      // The first commands of a process take longer, because nothing is compiled yet.
      await firstAnswersMs(without);
      const alone = await firstAnswersMs(without);

      const among = await firstAnswersMs(await scene({ env: { DATABASE_URL: `file:${file}` } }));

      expect(waiting(file)).toBeGreaterThan(open / 2);
      expect(among).toBeLessThan(3 * alone + 50);
    },
  );
});
