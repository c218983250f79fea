import { describe, expect } from 'vitest';
import { botMessages, facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

const unfit = [
  ['the bot itself', 'incident_bot', 'That is an app'],
  ['a guest', 'guest', 'That person is a guest'],
  ['somebody of another company', 'stranger', "That person isn't a member of this workspace"],
  ['somebody who has left', 'dave', 'That account is deactivated'],
] as const;

const refused = (why: string) =>
  `${why}. Nothing was changed. Choose an active full member of this workspace as commander.`;

describe.concurrent.each(unfit)('Making %s the commander', (_, name, why) => {
  const staged = async (scene: () => Promise<Scene>) => {
    const set = await scene();
    const channel = await set.declare();
    set.workspace.person('dave').deactivate();
    await set.settled();
    return { set, channel, before: picture(set) };
  };

  story('by command is refused in a sentence', async ({ scene }) => {
    const { set, channel, before } = await staged(scene);
    expect(await set.type(set.alice, `commander @${name}`, channel.name)).toBe(refused(why));
    expect(picture(set)).toEqual(before);
  });

  story('in the role form is refused on the field', async ({ scene }) => {
    const { set, channel, before } = await staged(scene);
    await set.opens(set.alice, () => set.alice.command(command, 'commander', { in: channel.name }));
    expect(await set.alice.submit({ Commander: name })).toEqual({ errors: { Commander: refused(why) } });
    await set.settled();
    expect(picture(set)).toEqual(before);
  });

  story('at the declaration is refused on the field, and nothing is declared', async ({ scene }) => {
    const { set, before } = await staged(scene);
    await set.opens(set.alice, () => set.alice.command(command, 'open P1 Inbox is empty'));
    expect(await set.alice.submit({ Commander: name })).toEqual({ errors: { Commander: refused(why) } });
    await set.settled();
    expect(picture(set)).toEqual(before);
    expect(await set.alice.submit({ Commander: 'bob' })).toEqual({ closed: true });
  });
});

/** The commander as the headline's blocks show it. */
const shownCommander = (channel: Parameters<typeof headline>[0]): string =>
  JSON.stringify(headline(channel).blocks.find((block) => block.fields))
    .split('*Commander:* ')[1]
    ?.split('"')[0] ?? '';

describe.concurrent.each(['socket', 'http'] as const)('A commander who leaves, over %s', (transport) => {
  story('loses command at once, which is posted, shown in the headline, and recorded', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare({ Commander: 'dave' });
    expect(facts(channel).Commander).toBe('<@U000000DAVE>');
    set.workspace.person('dave').deactivate();
    await set.settled();

    expect(events(set, 'commander_lost').map(({ body }) => body)).toMatchObject([
      { user: 'U000000DAVE', why: 'deactivated' },
    ]);
    expect(facts(channel).Commander).toBe('Unassigned');
    expect(shownCommander(channel)).toBe(
      ':warning: *Unassigned*: <@U000000DAVE> no longer has an active account',
    );
    const called = botMessages(channel, '*No commander.*');
    expect(called.map(({ buttons }) => buttons)).toEqual([['Take command']]);
    expect(await set.type(set.alice, 'timeline', channel.name)).toContain(
      'no longer has an active account, so the incident has no commander',
    );
    set.clock.advance(20 * minute);
    await set.settled();
    expect(botMessages(channel, 'the response target has passed')).toEqual([]);

    await set.bob.click(called[0] ?? headline(channel), 'Take command');
    await set.settled();
    expect(facts(channel).Commander).toBe('<@U000000BOB1>');
    expect(shownCommander(channel)).toBe('<@U000000BOB1>');
  });
});

describe.concurrent('A commander who leaves', () => {
  story("is found within ten minutes if the app isn't told of it by an event", async ({ scene }) => {
    const set = await scene();
    set.workspace.install({ scopes: [...set.workspace.state.settings.scopes], events: [] });
    const channel = await set.declare({ Commander: 'dave' });
    set.workspace.person('dave').deactivate();
    await set.settled();
    expect(events(set, 'commander_lost')).toEqual([]);
    set.clock.advance(10 * minute);
    await set.settled();

    expect(facts(channel).Commander).toBe('Unassigned');
    expect(botMessages(channel, '*No commander.*')).toHaveLength(1);
  });

  story('while the bot is down is found when it runs again', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'dave' });
    await set.haltBot();
    set.workspace.person('dave').deactivate();
    set.workspace.install({ scopes: [...set.workspace.state.settings.scopes], events: [] });
    await set.resumeBot();
    await set.settled();

    expect(facts(channel).Commander).toBe('Unassigned');
  });

  story("before the incident is over isn't reported if the incident is over by then", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'dave' });
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Resolve'));
    await set.alice.submit();
    await set.settled();
    set.workspace.person('dave').deactivate();
    await set.settled();

    expect(events(set, 'commander_lost')).toEqual([]);
  });
});

describe.concurrent("A commander whom Slack doesn't identify in time", () => {
  story("is accepted, and reported as soon as it turns out that they can't be one", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const mend = set.workspace.faults.add({
      method: 'users.info',
      times: 999,
      answer: { status: 503 },
      when: ({ user }) => user === 'U00000GUEST',
    });
    expect(await set.type(set.alice, 'commander @guest', channel.name)).toContain('command handed over');
    expect(facts(channel).Commander).toBe('<@U00000GUEST>');
    mend();
    set.clock.advance(30_000);
    await set.settled();

    expect(facts(channel).Commander).toBe('Unassigned');
    expect(shownCommander(channel)).toBe(
      ':warning: *Unassigned*: <@U00000GUEST> is a guest in this workspace',
    );
    expect(botMessages(channel, '*No commander.*')).toHaveLength(1);
  });

  story('who turns out to be a member keeps command, without another message', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.workspace.faults.add({
      method: 'users.info',
      answer: { status: 503 },
      when: ({ user }) => user === 'U00000CAROL',
    });
    await set.type(set.alice, 'commander @carol', channel.name);
    set.clock.advance(30_000);
    await set.settled();

    expect(facts(channel).Commander).toBe('<@U00000CAROL>');
    expect(events(set, 'commander_lost')).toEqual([]);
    expect(lastEphemeral(set.alice).text).toContain('command handed over');
  });
});
