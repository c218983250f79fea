import { expect, test, vi } from 'vitest';
import { layCable } from '../../store/support/cable.ts';
import { freshDatabase, lackOfPostgres } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { eachInAPlace, takeovers } from './bots.ts';

const place = eachInAPlace();

describeWith(lackOfPostgres, 'A bot that starts on a PostgreSQL', () => {
  test('and loses it before it knows who delivers goes on, and delivers', async () => {
    const cable = await layCable(await freshDatabase());
    cable.breakAt({ at: 'WITH taken AS', arrives: false });
    const bot = await place().botOn(cable.url);
    await vi.waitFor(() => expect(takeovers(bot)).toBe(1), { timeout: 10_000 });
    expect(bot.lines.join('\n')).toContain("Couldn't ask who delivers; retrying.");
  });
});
