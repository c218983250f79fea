import { describe, expect } from 'vitest';
import { adopted, closeAdopted } from '../support/adopted.ts';
import { botMessages, facts, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

describe.concurrent('A channel that someone wants to adopt', () => {
  story(
    "is refused if everyone is in it, if it's shared, or if incidents are announced there",
    async ({ scene }) => {
      const set = await scene();
      set.alice.openMessages();
      const before = picture(set);
      const other = 'Nothing was changed. Run `/intercom-incident open` for a channel of its own.';
      expect(await set.type(set.alice, 'adopt', 'incident_bot')).toBe(
        `An incident can't live in a direct message. ${other}`,
      );
      await set.type(set.alice, 'adopt', 'general');
      expect(lastEphemeral(set.alice).text).toBe(
        `Everyone is in #general, so an incident can't live here. ${other}`,
      );
      expect(await set.type(set.alice, 'adopt', 'incidents')).toBe(
        `This is the announcement channel, so an incident can't live here. ${other}`,
      );
      set.alice.share('random');
      await set.type(set.alice, 'adopt', 'random');
      expect(lastEphemeral(set.alice).text).toBe(
        `This channel is shared with other workspaces, so an incident can't live here. ${other}`,
      );
      expect(set.alice.modal).toBeNull();
      expect(picture(set)).toEqual(before);
    },
  );

  story("is refused until the bot is invited if it's private", async ({ scene }) => {
    const set = await scene();
    set.alice.makePrivate('random');
    await set.type(set.alice, 'adopt', 'random');
    expect(lastEphemeral(set.alice).text).toBe(
      "The bot isn't in this channel (Slack returned channel_not_found). Nothing was changed. Invite it with /invite, then run `/intercom-incident adopt` again.",
    );
    set.alice.invite('random', 'incident_bot');
    await adopted(set, 'random');
    expect(facts(set.workspace.channel('random')).title).toContain('[P1]');
  });

  story(
    "is refused while Slack's rate limit is reached, and the person is told when to try again",
    async ({ scene }) => {
      const set = await scene();
      set.workspace.faults.add({ method: 'conversations.info', answer: { status: 429, retryAfter: 30 } });
      await set.type(set.alice, 'adopt', 'random');
      expect(lastEphemeral(set.alice).text).toBe(
        "Slack's rate limit is reached. Nothing was changed. Try again in 30 s.",
      );
    },
  );

  story("is refused if it's shared while the form is open", async ({ scene }) => {
    const set = await scene();
    await set.opens(set.alice, () => set.alice.command(command, 'adopt', { in: 'random' }));
    set.alice.share('random');
    expect(await set.alice.submit({ Title: 'Chats hang' })).toEqual({
      errors: { Title: expect.stringContaining('This channel is shared with other workspaces') },
    });
    expect(events(set)).toEqual([]);
  });

  story("is refused if it's archived while the form is open", async ({ scene }) => {
    const set = await scene();
    await set.opens(set.alice, () => set.alice.command(command, 'adopt', { in: 'random' }));
    set.alice.archive('random');
    expect(await set.alice.submit({ Title: 'Chats hang' })).toEqual({
      errors: {
        Title:
          "This channel is archived, so an incident can't live here. Nothing was changed. Run `/intercom-incident open` for a channel of its own.",
      },
    });
    expect(events(set)).toEqual([]);
  });

  story('is looked up after the command is acknowledged, however long Slack takes', async ({ scene }) => {
    const set = await scene();
    const begun = performance.now();
    for (const method of ['conversations.info', 'pins.list', 'conversations.history']) {
      const forget = set.workspace.faults.add({ method, answer: { delayMs: 60_000 }, times: 20 });
      expect(await set.alice.command(command, 'adopt', { in: 'random' })).toMatchObject({ ok: true });
      forget();
    }
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  story("is refused while Slack doesn't say whose it is", async ({ scene }) => {
    const set = await scene();
    await set.opens(set.alice, () => set.alice.command(command, 'adopt', { in: 'random' }));
    set.workspace.faults.add({ method: 'conversations.info', answer: { delayMs: 60_000 } });
    expect(await set.alice.submit({ Title: 'Chats hang' })).toEqual({
      errors: {
        Title:
          "Slack didn't respond in time. No incident was declared. Submit again, or run `/intercom-incident open` for a new channel.",
      },
    });
    expect(events(set)).toEqual([]);
  });

  story('is adopted once if two people do it at the same time', async ({ scene }) => {
    const set = await scene();
    await set.opens(set.alice, () => set.alice.command(command, 'adopt', { in: 'random' }));
    await set.opens(set.bob, () => set.bob.command(command, 'adopt', { in: 'random' }));
    expect(await set.alice.submit({ Title: 'Chats hang' })).toEqual({ closed: true });
    expect(await set.bob.submit({ Title: 'Chats hang' })).toEqual({
      errors: { Title: expect.stringContaining('INC-1 (INVESTIGATING) already lives') },
    });
    await set.settled();
    expect(events(set, 'opened')).toHaveLength(1);
  });

  story("can have been an incident's own channel, once that incident is closed", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    expect(await set.type(set.alice, 'adopt', channel.name)).toContain('INC-1 (INVESTIGATING) already lives');
    await closeAdopted(set, channel.name);
    await adopted(set, channel.name, { Title: 'It is back' });
    expect(botMessages(channel, 'INC-2')).toEqual([]);
    expect(events(set, 'opened')).toHaveLength(2);
    expect(await set.type(set.alice, 'status', channel.name)).toContain('INC-2');
  });
});
