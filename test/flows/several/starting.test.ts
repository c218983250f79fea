import type { Client } from 'pg';
import { expect, test, vi } from 'vitest';
import { layCable } from '../../store/support/cable.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { eachInAPlace, takeovers } from './bots.ts';

const place = eachInAPlace();

async function tablesIn(client: Client): Promise<string> {
  const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  return rows.map(({ tablename }) => tablename).join(', ');
}

describeWith(lackOfPostgres, 'A bot that starts on PostgreSQL', () => {
  test('goes on, and delivers, even if it loses the database before it knows who delivers', async () => {
    const cable = await layCable(await freshDatabase());
    cable.breakAt({ at: 'WITH taken AS', arrives: false });
    const bot = await place().botOn(cable.url);
    await vi.waitFor(() => expect(takeovers(bot)).toBe(1), { timeout: 10_000 });
    expect(bot.lines.join('\n')).toContain("Couldn't ask who delivers; retrying.");
  });

  test.each([
    ['writing', 'EXCLUSIVE', "Couldn't ask who delivers; retrying."],
    ['reading and writing', 'ACCESS EXCLUSIVE', 'Waiting for the database before starting.'],
  ])(
    'whose tables another session has locked against %s starts, and delivers once they are free',
    async (_, mode, line) => {
      const url = await freshDatabase();
      const bot = await withClient(url, async (client) => {
        await client.query(`BEGIN; LOCK TABLE ${await tablesIn(client)} IN ${mode} MODE`);
        const starting = place().startOn(url);
        await vi.waitFor(() => expect(starting.lines.join('\n')).toContain(line), { timeout: 40_000 });
        return starting;
      });
      expect(await bot.ready).toBe(true);
      await vi.waitFor(() => expect(takeovers(bot)).toBe(1), { timeout: 10_000 });
    },
  );
});
