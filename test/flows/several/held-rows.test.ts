import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { BotProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { countOf, freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { command, declareIn } from '../support/scene.ts';
import { eachInAPlace, takeovers } from './bots.ts';

const place = eachInAPlace();

const logged = z.object({ level: z.number(), msg: z.string() });

/** What a bot has warned of. */
const warnings = ({ lines }: BotProcess): string[] =>
  lines.map((line) => logged.parse(JSON.parse(line))).flatMap(({ level, msg }) => (level >= 40 ? [msg] : []));

const patient = { timeout: 20_000, interval: 100 };

describeWith(lackOfPostgres, 'While another session has a row locked in PostgreSQL', () => {
  test('that of the lease, the bot takes commands, logs once that it waits, and delivers all once it is free', async () => {
    const { workspace } = place();
    const url = await freshDatabase();
    const bot = await place().botOn(url);
    await expect.poll(() => takeovers(bot), patient).toBe(1);
    await withClient(url, async (shell) => {
      await shell.query('BEGIN; SELECT FROM delivery FOR UPDATE');
      await declareIn(workspace, 'Held');
      await expect.poll(() => countOf(url, 'incidents'), patient).toBe(1);
      await vi.waitFor(() => expect(bot.lines.join()).toContain('This bot no longer delivers'), patient);
    });
    await workspace.until(
      () =>
        workspace.channels.find(({ name }) => name === 'inc-1-held')?.messages.some(({ pinned }) => pinned),
      'the headline',
    );
    await expect.poll(() => takeovers(bot), patient).toBe(2);
    expect(warnings(bot)).toEqual([
      "Couldn't ask who delivers; retrying.",
      'This bot no longer delivers; another one may.',
    ]);
  });

  test('that of the numbering, a declaration is refused with the reason, and gets the next number later', async () => {
    const { workspace } = place();
    const url = await freshDatabase();
    await place().botOn(url);
    const alice = workspace.person('alice');
    await declareIn(workspace, 'First');
    await expect.poll(() => countOf(url, 'incidents'), patient).toBe(1);
    await withClient(url, async (shell) => {
      await shell.query('BEGIN; SELECT FROM numbering FOR UPDATE');
      await alice.command(command, 'open P1 Second');
      await workspace.until(() => alice.modal, 'the form');
      const refused = await alice.submit();
      expect(JSON.stringify(refused)).toMatch(/something else has the record locked\. Nothing was changed\./);
    });
    await alice.submit();
    await workspace.until(
      () => workspace.channels.some(({ name }) => name === 'inc-2-second'),
      'its channel',
    );
    expect(await countOf(url, 'incidents')).toBe(2);
  });
});
