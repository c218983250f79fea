import { describe, expect } from 'vitest';
import { announcements, botMessages, facts, headline, postmortems } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

describe.concurrent.each(['socket', 'http'] as const)('One line of the headline, over %s', (transport) => {
  story('is changed by `impact`, `cause`, or `action`, and nothing else changes', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare({ Impact: 'No inbox' });
    set.clock.advance(10 * minute);

    expect(await set.type(set.alice, 'impact EU only, https://status.example', channel.name)).toMatch(
      /^INC-1: impact updated\. Next update: <!date\^\d+\^[^|]+\|14:40 UTC>\.$/u,
    );
    await set.type(set.alice, 'cause Their `load balancer` & *ours*', channel.name);
    await set.type(set.alice, 'action Serving the cache', channel.name);

    expect(facts(channel)).toMatchObject({
      Status: 'INVESTIGATING',
      Impact: 'EU only, https://status.example',
      Cause: 'Their `load balancer` &amp; *ours*',
      Action: 'Serving the cache',
      'Next update': '14:40 UTC',
    });
    const updates = events(set, 'update_posted').map(({ body }) => body.changed);
    expect(updates).toEqual([['impact'], ['cause'], ['action']]);
    expect(botMessages(channel, '*Update* by <@U00000ALICE>')).toHaveLength(3);
    expect(announcements(set)[0]?.text).toContain('Impact: EU only');
  });

  story("that is the title changes everywhere except in the channel's name", async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare();
    const { name } = channel;

    expect(await set.type(set.alice, 'title Webhooks are late', name)).toBe(
      'INC-1: the title is now: Webhooks are late',
    );
    expect(channel.name).toBe(name);
    expect(channel.topic).toBe('[P1] INC-1: Webhooks are late');
    expect(JSON.stringify(headline(channel).blocks)).toContain('Webhooks are late');
    expect(announcements(set)[0]?.text).toContain('INC-1: Webhooks are late');
    expect(botMessages(channel, 'changed the title to: Webhooks are late')).toHaveLength(1);
    expect(await set.type(set.carol, 'list', 'random')).toContain('Webhooks are late');
    expect(await set.type(set.carol, 'timeline INC-1', 'random')).toContain(
      'Title: Webhooks are late (changed by alice; was: Conversations not loading)',
    );

    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
    await set.alice.submit({});
    await set.settled();
    expect(postmortems(channel)[0]?.content).toContain('## Incident: Intercom Webhooks are late');
  });
});

describe.concurrent('One line of the headline', () => {
  story('opens the update form if its command has no text, or says what to type', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.command('/intercom-incident', 'cause', { in: channel.name }));
    expect(set.alice.modal?.title).toBe('Update INC-1');

    expect(await set.type(set.alice, 'title', channel.name)).toBe(
      'The title of INC-1 is: Conversations not loading. To change it, run `/intercom-incident title what is failing`.',
    );
  });

  story("is refused in a sentence if it's unchanged, empty, or too long", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Impact: 'No inbox' });
    const before = picture(set);
    const says = (text: string) => set.type(set.alice, text, channel.name);

    expect(await says('impact No inbox')).toBe(
      'The impact of INC-1 already says that. Nothing was changed. To confirm it, run `/intercom-incident update`.',
    );
    expect(await says('title Conversations not loading')).toBe(
      'INC-1 already has that title. Nothing was changed.',
    );
    expect(await says('title @bob')).toBe(
      '"@bob" has no words. Nothing was changed. Type the title in words.',
    );
    expect(await says(`title ${'x'.repeat(151)}`)).toBe('The title is too long: 151 characters, limit 150.');
    expect(await set.type(set.alice, 'impact All of it')).toMatch(/^This isn't an incident channel\./u);
    expect(await set.type(set.alice, 'title')).toMatch(/^This isn't an incident channel\./u);
    expect(picture(set)).toEqual(before);
  });

  story(
    'can no longer be changed once the incident is over, and the reply says what still can',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare();
      await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
      await set.alice.submit({});
      await set.settled();

      for (const typed of ['title Webhooks', 'title', 'impact All of it', 'impact'])
        expect(await set.type(set.alice, typed, channel.name)).toMatch(/^INC-1 is closed\. Nothing/u);
    },
  );
});
