import Database from 'better-sqlite3';
import { describe, expect } from 'vitest';
import { botMessages, headline } from '../support/find-messages.ts';
import { databaseFile, events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Locks the bot's database as somebody with a SQL shell does who began to write; ended by what is returned. */
function lock(stage: Scene): () => void {
  const shell = new Database(databaseFile(stage));
  shell.exec('BEGIN IMMEDIATE');
  return () => shell.close();
}

describe.concurrent('While another program holds the database locked', () => {
  story(
    "a person's command is refused in time, and everything continues on its own afterwards",
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare();
      const unlock = lock(set);
      const answers = await Promise.all([
        set.alice.command(command, 'note Nobody may lose this', { in: channel.name }),
        set.bob.command(command, 'list', { in: 'general' }),
      ]);
      expect(answers[0].ok && answers[0].text).toMatch(
        /^That couldn't be done: another program has the database locked\. Nothing was changed\. /,
      );
      expect(answers[1].ok && answers[1].text).toContain('INC-1');
      set.alice.pin(set.alice.post(channel.name, 'A message that is pinned meanwhile'));
      await set.workspace.until(
        () => set.workspace.deliveries.findLast(({ type }) => type === 'pin_added')?.attempts[0]?.answer,
        'what came of the pin',
      );
      expect(events(set, 'note_added')).toEqual([]);

      unlock();
      set.clock.advance(10 * 60_000);
      await set.settled();
      expect(events(set, 'message_marked')).toHaveLength(1);
      await set.type(set.alice, 'note Nobody may lose this', channel.name);
      expect(events(set, 'note_added')).toHaveLength(1);
    },
  );

  story('effects wait, and none is lost or repeated', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.workspace.faults.add({
      method: 'chat.postMessage',
      answer: { delayMs: 1_000 },
      when: ({ text }) => String(text).includes('is now incident commander.'),
    });
    await set.bob.click(headline(channel), 'Take command');
    await set.workspace.until(
      () => set.workspace.calls.some(({ method, ms }) => method === 'chat.postMessage' && ms === null),
      'the change on its way',
    );
    const unlock = lock(set);
    set.clock.advance(1_000);
    await set.workspace.until(() => botMessages(channel, 'is now incident commander.')[0], 'the change');
    unlock();
    set.clock.advance(10 * 60_000);
    await set.settled();

    expect(botMessages(channel, 'is now incident commander.')).toHaveLength(1);
    expect(await set.type(set.carol, 'list')).toContain('INC-1');
  });
});
