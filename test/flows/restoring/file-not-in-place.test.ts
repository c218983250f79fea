import { renameSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { databaseFile, events } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

describe('While the database file is not where the bot opened it', () => {
  story('nothing is acknowledged, and everything goes on once the file is back', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const file = databaseFile(set);
    const note = () => set.alice.command(command, 'note Nobody may lose this', { in: channel.name });
    renameSync(file, `${file}.moved`);
    const refused = await note();
    expect(refused.ok && refused.text).toMatch(
      /^That couldn't be done: the database file was moved, replaced, or deleted\. Nothing was changed\. /,
    );
    set.alice.pin(set.alice.post(channel.name, 'A message that is pinned meanwhile'));
    const pin = () => set.workspace.deliveries.findLast(({ type }) => type === 'pin_added')?.attempts ?? [];
    // Slack sends it again at once, and then after a minute.
    await set.workspace.until(() => pin()[1]?.answer, 'what came of the pin');
    expect(pin().map(({ answer }) => answer?.kind)).toEqual(['timeout', 'timeout']);

    renameSync(`${file}.moved`, file);
    expect((await note()).ok).toBe(true);
    set.clock.advance(10 * 60_000);
    await set.settled();
    expect(events(set, 'note_added')).toHaveLength(1);
    expect(events(set, 'message_marked')).toHaveLength(1);
  });
});
