import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { backUp, restore } from '../../../src/store/sqlite/database/backup.ts';
import { botMessages, facts, headline, reminders } from '../support/find-messages.ts';
import { databaseFile, events, outbox } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute } from '../support/time.ts';

story(
  'A bot on a restored backup continues from it: incident, pending effects, and reminder',
  async ({ scene }) => {
    const set = await scene();
    const { alice, bob, clock, settled, workspace } = set;
    const channel = await set.declare({ Commander: 'bob' });
    const url = set.env.DATABASE_URL ?? '';
    const backup = join(dirname(databaseFile(set)), 'backup.db');
    workspace.faults.add({ method: 'conversations.setTopic', answer: { status: 429, retryAfter: 90 } });
    await set.type(alice, 'severity P2', channel.name);
    const before = events(set);
    const owed = outbox(set).map(({ key }) => key);
    expect(owed).toEqual(expect.arrayContaining(['set_topic:1', 'wake:1']));
    backUp(url, backup);
    await set.type(alice, 'note Made after the backup', channel.name);
    await set.bot.stop();

    restore(url, backup, clock.now());
    await set.restart();
    expect(events(set)).toEqual(before);
    clock.advance(2 * minute);
    await settled();
    expect(outbox(set).map(({ key }) => key)).not.toContain('set_topic:1');
    expect(channel.topic).toContain('P2');
    clock.advance(60 * minute);
    await settled();

    expect(reminders(channel)).toHaveLength(1);
    await bob.click(headline(channel), 'Post update');
    await workspace.until(() => bob.modal, 'the update modal');
    await bob.submit({ Status: 'IDENTIFIED' });
    await settled();
    expect(facts(channel).Status).toBe('IDENTIFIED');
  },
);

story(
  'A bot on a restored backup repeats nothing that was pending then and posted since',
  async ({ scene }) => {
    const set = await scene();
    const { alice, clock, workspace } = set;
    const channel = await set.declare({ Commander: 'alice' });
    const url = set.env.DATABASE_URL ?? '';
    const backup = join(dirname(databaseFile(set)), 'backup.db');
    const rest = workspace.faults.add({
      method: 'chat.postMessage',
      times: 99,
      answer: { status: 429, retryAfter: 60 },
    });
    for (const words of ['severity P2', 'commander @bob']) {
      await alice.command(command, words, { in: channel.name });
      await workspace.idle();
    }
    expect(outbox(set).filter(({ key }) => key.startsWith('post_change'))).toHaveLength(2);
    backUp(url, backup);
    rest();
    clock.advance(minute);
    await recovered(set);
    await set.bot.stop();

    restore(url, backup, clock.now());
    await set.restart();
    clock.advance(minute);
    await recovered(set);
    expect(botMessages(channel, 'the severity from')).toHaveLength(1);
    expect(botMessages(channel, 'is now incident commander')).toHaveLength(1);
    expect(outbox(set).filter(({ dead }) => dead !== null)).toEqual([]);
  },
);
