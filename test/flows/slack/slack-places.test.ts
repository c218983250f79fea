import { describe, expect } from 'vitest';
import { without } from '../support/faults/installations.ts';
import { botMessages, facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { putAside } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

describe.concurrent('Names and places', () => {
  story('a channel name that is taken gets a number', async ({ scene }) => {
    const set = await scene();
    set.bob.createChannel('inc-1-conversations-not-loading');
    set.bob.createChannel('inc-1-conversations-not-loading-2');
    set.bob.archive('inc-1-conversations-not-loading-2');

    expect((await set.declare()).name).toBe('inc-1-conversations-not-loading-3');
  });

  story(
    'an announcement channel without the bot is joined if the bot may not post otherwise',
    async ({ scene }) => {
      const set = await scene(without('chat:write.public'));
      set.alice.remove('incidents', 'incident_bot');
      await set.declare();

      expect(set.workspace.channel('incidents').posts).toHaveLength(1);
      expect(set.workspace.channel('incidents').members).toContain('incident_bot');
    },
  );

  story(
    'an announcement channel that the bot may not join is reported, and the rest is done',
    async ({ scene }) => {
      const set = await scene(without('channels:join', 'chat:write.public'));
      set.alice.remove('incidents', 'incident_bot');
      const channel = await set.declare();

      expect(headline(channel).pinned).toBe(true);
      expect(
        botMessages(channel, "couldn't update the announcement (Slack returned missing_scope)."),
      ).toHaveLength(1);
      expect(set.workspace.channel('incidents').posts).toEqual([]);
    },
  );

  story("an announcement channel that doesn't exist is reported with what to do", async ({ scene }) => {
    const set = await scene({ env: { INCIDENT_ANNOUNCE_CHANNEL: 'C0NOSUCHCH' } });
    const channel = await set.declare();

    const [setback] = botMessages(
      channel,
      "couldn't update the announcement (Slack returned channel_not_found).",
    );
    expect(setback?.text).toContain('invite it with /invite');
  });

  story(
    "a form that Slack doesn't open is reported to the person, and nothing changes",
    async ({ scene }) => {
      const set = await scene();
      set.workspace.faults.add({ method: 'views.open', answer: { error: 'expired_trigger_id' } });
      await set.alice.command(command, 'open');
      await set.settled();

      expect(lastEphemeral(set.alice).text).toBe(
        'The form took too long to open. Nothing was changed. Try again.',
      );
    },
  );

  story(
    "a bot removed from the channel tells the commander, and catches up once it's back",
    async ({ scene }) => {
      const set = await scene(without('chat:write.public'));
      const { alice, bob, settled, workspace } = set;
      const channel = await set.declare({ Commander: 'bob' });
      alice.remove(channel.name, 'incident_bot');
      await set.type(alice, 'severity P2', channel.name);
      const direct = workspace.channels.filter(({ kind }) => kind === 'im').flatMap(({ posts }) => posts);
      expect(direct.map(({ text }) => text)).toContainEqual(
        expect.stringContaining(
          'Slack returned not_in_channel). Nothing recorded was lost. Invite the bot to the channel',
        ),
      );
      const setback = direct.find(({ buttons }) => buttons.includes('Try again'));
      if (!setback) throw new Error('Bob was told nothing.');
      alice.invite(channel.name, 'incident_bot');
      await bob.click(setback, 'Try again');
      await settled();

      expect(putAside(set)).toEqual([]);
      expect(facts(channel).title).toBe('[P2] INCIDENT: Intercom Integration');
      expect(channel.topic).toBe('[P2] INC-1: Conversations not loading');
      expect(botMessages(channel, 'changed the severity from P1 to P2')).toHaveLength(1);
    },
  );

  story("a channel that someone renames stays the incident's", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.alice.rename(channel.name, 'war-room');

    expect(await set.type(set.alice, 'severity P2', 'war-room')).toBe('INC-1: severity changed to P2.');
    expect(facts(channel).title).toBe('[P2] INCIDENT: Intercom Integration');
  });
});
