import { expect, onTestFinished, test, vi } from 'vitest';
import type { BotProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { wayTo } from '../../store/support/cut-off.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { declareIn } from '../support/scene.ts';
import { eachInAPlace } from './bots.ts';

const place = eachInAPlace();

const requestId = '3f1c2d4e-0000-4000-8000-000000000001';

/** What is on the record of messages in the channel, each by whom. */
const recorded = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query(
      `SELECT type, (by::jsonb)->>'user' AS user FROM events
         WHERE type IN ('message_marked', 'message_captured', 'request_id_seen') ORDER BY seq`,
    );
    return rows;
  });

describeWith(lackOfPostgres, 'What people did while one bot had lost the database', () => {
  test.each([
    ['delivers', 0],
    ["doesn't deliver", 1],
  ])(
    'is read by the one that delivers then, if the one that lost it %s',
    { timeout: 150_000 },
    async (_, cutOff) => {
      const { workspace, botOn } = place();
      const url = await freshDatabase();
      const way = await wayTo(url);
      onTestFinished(() => way.stop());
      const bots: BotProcess[] = [];
      for (const at of [0, 1]) bots.push(await botOn(at === cutOff ? way.url : url));
      const [alice, bob] = [workspace.person('alice'), workspace.person('bob')];
      await declareIn(workspace, 'Away');
      const channel = await workspace.until(() => workspace.findChannel('inc-1-away'), 'the channel');
      for (const who of [alice, bob]) who.join(channel.name);
      await workspace.idle();

      way.cut();
      const says = (line: string) =>
        vi.waitFor(() => expect(bots[cutOff]?.lines.join('\n')).toContain(line), { timeout: 60_000 });
      await says("The database isn't writable.");
      workspace.install({ ...app, events: [] });
      bob.pin(alice.post(channel.name, 'Rolled back'));
      alice.post(channel.name, `request_id: ${requestId}`);
      workspace.install(app);
      way.mend();
      await says('The database is writable again.');
      await vi.waitFor(
        async () =>
          expect(await recorded(url)).toEqual(
            expect.arrayContaining([
              { type: 'message_marked', user: bob.id },
              { type: 'request_id_seen', user: alice.id },
              { type: 'message_captured', user: null },
            ]),
          ),
        { timeout: 60_000, interval: 200 },
      );
      expect(await recorded(url)).toHaveLength(3);
    },
  );
});
