import { describe, expect } from 'vitest';
import type { MessageSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline } from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute, pass, passMinutes } from '../support/time.ts';

/** The direct messages that the bot sent to somebody, oldest first. */
const directly = ({ workspace }: Scene, name: string): MessageSnapshot[] =>
  workspace.channels
    .filter(({ kind, members }) => kind === 'im' && members.includes(name))
    .flatMap(({ posts }) => posts);
const texts = (set: Scene, name: string): string[] => directly(set, name).map(({ text }) => text);
const shown = (channel: Parameters<typeof headline>[0]): string => JSON.stringify(headline(channel).blocks);

describe.concurrent.each(['socket', 'http'] as const)('Someone who takes a role, over %s,', (transport) => {
  story('is told in one direct message what to do next in this incident', async ({ scene }) => {
    const set = await scene({ transport });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    await set.type(set.alice, 'role comms @bob', channel.name);
    await set.type(set.alice, 'role scribe @carol', channel.name);

    const [toBob, ...more] = texts(set, 'bob');
    expect(more).toEqual([]);
    expect(toBob?.split('\n')).toEqual([
      `You're *Comms lead* of *INC-1: Conversations not loading*, in <#${channel.id}>. The comms lead tells customers and colleagues what's known.`,
      expect.stringMatching(/^\*Now:\* \[P1\] INVESTIGATING, declared <.+\|14:00 UTC>$/),
      '*Impact:* _Not known yet_',
      expect.stringMatching(
        /^\*Next update:\* <.+\|14:30 UTC>\. To post it, run `\/intercom-incident update` in the channel\.$/,
      ),
      expect.stringMatching(/^\*Whose problem:\* Intercom \((high|medium) confidence\)\. Do now: /),
      '*Still empty:* Impact',
      expect.stringMatching(/^\*Open steps:\* .+; and \d+ more$/),
    ]);
    expect(texts(set, 'carol')[0]).toContain('*On the timeline:* `/intercom-incident note what happened`');
    expect(putAside(set)).toEqual([]);
  });

  story('of commander from someone else is given the state in ten lines', async ({ scene }) => {
    const set = await scene({ transport });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice', Impact: 'No chats load' });
    await set.type(set.alice, 'started 13:20', channel.name);
    await set.type(set.alice, 'role scribe @carol', channel.name);
    await set.type(set.alice, 'commander @bob', channel.name);

    const lines = texts(set, 'bob')[0]?.split('\n') ?? [];
    expect(lines).toHaveLength(10);
    expect(lines[0]).toContain("You're *Commander* of *INC-1: Conversations not loading*");
    expect(lines[1]).toMatch(/ INVESTIGATING, started <.+\|13:20 UTC>, declared <.+\|14:00 UTC>$/);
    // The advice stands in the line of the action.
    expect(lines[7]).toMatch(/^\*Whose problem:\* Intercom \((high|medium) confidence\)$/);
    expect(lines.slice(2, 6)).toEqual([
      '*Impact:* No chats load',
      expect.stringMatching(/^\*Cause \(from triage\):\* Intercom's API returns 503/),
      expect.stringMatching(/^\*Action \(from triage\):\* Serve cached data, /),
      '*Comms lead:* nobody yet · *Scribe:* <@U00000CAROL>',
    ]);
    expect(texts(set, 'alice')).toHaveLength(1);
    expect(texts(set, 'alice')[0]).toContain("You're *Commander*");
  });

  story(
    'while Slack is down is told once, and not at all if they have lost it by then',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, workspace, settled } = set;
      const channel = await set.declare();
      const mend = workspace.faults.add({
        method: 'chat.postMessage',
        times: 99_999,
        answer: { status: 503 },
      });
      await alice.command(command, 'role comms @bob', { in: channel.name });
      await alice.command(command, 'role comms @carol', { in: channel.name });
      await alice.command(command, 'note Since then', { in: channel.name });
      await settled();
      mend();
      await recovered(set);
      expect(texts(set, 'bob')).toEqual([]);
      expect(texts(set, 'carol')).toHaveLength(1);
      expect(putAside(set)).toEqual([]);
    },
  );
});

describe.concurrent('A role brief', () => {
  story('is sent once even if its response was lost', async ({ scene }) => {
    const set = await scene();
    const { alice, workspace } = set;
    const channel = await set.declare();
    workspace.faults.add({ method: 'conversations.open', times: 1, answer: 'reset_after' });
    await set.type(alice, 'role scribe @bob', channel.name);
    workspace.faults.add({ method: 'chat.postMessage', times: 2, answer: 'reset_after' });
    await set.type(alice, 'role scribe @carol', channel.name);
    await recovered(set);
    expect(texts(set, 'carol')).toHaveLength(1);
  });
});

describe.concurrent('An urgent incident without a comms lead', () => {
  story(
    'is pointed out once in the headline after ten minutes, until someone takes the role',
    async ({ scene }) => {
      // Another role begins with the same word.
      const set = await scene({ env: { ROLES: 'Comms backup' } });
      const channel = await set.declare({ Commander: 'alice', Severity: 'P2' });
      const count = channel.posts.length;
      await passMinutes(set, 9);
      expect(shown(channel)).not.toContain('No comms lead yet');
      await pass(set, 2 * minute);
      expect(shown(channel)).toContain(
        ':loudspeaker: *No comms lead yet.* To fill the role, run `/intercom-incident role comms lead @name`.',
      );
      expect(headline(channel).text).not.toContain('comms');
      expect(channel.posts).toHaveLength(count);
      await set.type(set.alice, 'role comms lead @alice', channel.name);
      expect(shown(channel)).not.toContain('No comms lead yet');
      await set.type(set.alice, 'role comms lead none', channel.name);
      await passMinutes(set, 15);
      expect(shown(channel)).not.toContain('No comms lead yet');
      expect(events(set, 'comms_lead_missing')).toHaveLength(1);
      expect(await set.type(set.alice, 'timeline', channel.name)).not.toContain('No comms lead');
    },
  );

  story('is pointed out by a bot that was down when it was due', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    await set.haltBot();
    set.clock.advance(30 * minute);
    await set.resumeBot();
    await set.settled();
    expect(shown(channel)).toContain('No comms lead yet');
  });

  story("isn't pointed out if the severity is low", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice', Severity: 'P3' });
    await passMinutes(set, 15);
    expect(shown(channel)).not.toContain('No comms lead yet');
  });
});
