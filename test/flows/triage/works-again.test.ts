import { describe, expect } from 'vitest';
import { delivered } from '../support/delivered.ts';
import { botMessages } from '../support/find-messages.ts';
import { putAside } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { passMinutes } from '../support/time.ts';

/** Messages are not taken, as long as `when` says so; resolves with how to mend that. */
const refusing = (set: Scene, when: (args: object) => boolean) =>
  set.workspace.faults.add({ method: 'chat.postMessage', times: 9_999, answer: { status: 503 }, when });

describe.concurrent('An effect that failed permanently succeeds minutes after Slack accepts it again', () => {
  story('even if Slack accepted one message and failed once more before that', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    const mend = refusing(set, () => true);
    for (const words of ['severity P2', 'commander @bob'])
      await set.alice.command(command, words, { in: channel.name });
    await passMinutes(set, 100);
    let taken = 0;
    const flap = refusing(set, () => taken++ > 0);
    mend();
    await passMinutes(set, 4);
    expect(taken).toBeGreaterThan(1);
    expect(putAside(set)).not.toEqual([]);
    flap();
    await passMinutes(set, 4);

    expect(botMessages(channel, 'severity from')).toHaveLength(1);
    expect(botMessages(channel, 'is now incident commander')).not.toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story(
    'even if what had become pointless, or was reported directly, was done before that',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'alice' });
      delivered(set, 'bob', channel);
      await passMinutes(set, 25);
      const mend = refusing(set, (args) => 'channel' in args && args.channel === channel.id);
      for (const who of ['bob', 'alice'])
        await set.alice.command(command, `commander @${who}`, { in: channel.name });
      await passMinutes(set, 125);
      expect(putAside(set)).not.toEqual([]);
      mend();
      await passMinutes(set, 5);

      expect(botMessages(channel, 'is now incident commander')).not.toEqual([]);
      expect(putAside(set)).toEqual([]);
    },
  );
});
