import { describe, expect } from 'vitest';
import { botMessages, diagnoses, diagnosis, facts, headline } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';
import { minute, runs } from '../support/time.ts';

const env = { TRIAGE_EVERY: 'P1=2m' };
const healthy = 'Checks are healthy again';

describe.concurrent('While an incident is open, the checks repeat', () => {
  story('and post nothing but their card while they see the same', async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    const before = channel.messages.map(({ ts, text }) => [ts, text]);
    await runs(set, 3);

    expect(events(set, 'checked')).toHaveLength(3);
    const card = [expect.any(String), expect.stringMatching(/^Checks now: /u)];
    expect(channel.messages.map(({ ts, text }) => [ts, text])).toEqual([...before, card]);
  });

  story('and post a diagnosis and edit the headline when they see something else', async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    await set.intercom.set({ status: 'api_outage' });
    await runs(set, 1);

    expect(diagnoses(channel)).toHaveLength(2);
    expect(diagnosis(channel).text).toContain('its status page reports “Errors on the REST API”');
    expect(facts(channel).Cause).toContain('its status page reports “Errors on the REST API”');
  });

  story('and bring their card up to date when it can be edited again', async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    await runs(set, 1);
    const remove = set.workspace.faults.add({
      method: 'chat.update',
      times: 100,
      answer: { status: 429, retryAfter: 180 },
    });
    await runs(set, 1);
    await set.intercom.set({ status: 'api_outage' });
    await runs(set, 1);
    remove();
    await recovered(set);

    const cards = channel.messages.filter(({ text }) => text.startsWith('Checks now: '));
    expect(cards.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringContaining('its status page reports “Errors on the REST API”'),
    ]);
  });

  story('and offer to resolve it after three healthy runs in a row, once', async ({ scene }) => {
    const set = await scene({ env });
    const { bob, intercom, opens } = set;
    await intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'bob' });
    await intercom.set({ api: 'healthy' });
    await runs(set, 2);
    expect(botMessages(channel, healthy)).toEqual([]);
    await runs(set, 3);

    const [offer, ...more] = botMessages(channel, healthy);
    expect(more).toEqual([]);
    expect(offer?.text).toMatch(
      /^:large_green_circle: \*Checks are healthy again\*, first seen .*14:02 UTC>\. <@U000000BOB1>/u,
    );
    if (!offer) throw new Error('Nothing was offered.');
    await opens(bob, () => bob.click(offer, 'Resolve'));
    expect(bob.modal?.title).toBe('Resolve INC-1');
    await bob.dismiss();
    expect(await set.type(bob, 'timeline', channel.name)).toContain('Recovered: checks healthy since');
  });

  story("and start counting again if a run in between isn't healthy", async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'bob' });
    for (const api of ['healthy', 'healthy', 'unavailable', 'healthy', 'healthy'] as const) {
      await set.intercom.set({ api });
      await runs(set, 1);
    }

    expect(botMessages(channel, healthy)).toEqual([]);
  });

  story("and stop when it's resolved", async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'alice' });
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Resolve'));
    await set.alice.submit();
    await set.settled();
    const asked = set.intercom.requests.length;
    await runs(set, 3);

    expect(set.intercom.requests).toHaveLength(asked);
  });

  story('and run once after a restart, however long the bot was down', async ({ scene }) => {
    const set = await scene({ env });
    await set.declare({ Commander: 'alice' });
    await set.bot.stop();
    set.clock.advance(20 * minute);
    await set.restart();
    await set.settled();

    expect(events(set, 'checked')).toHaveLength(1);
  });

  story('and run once for all open incidents after a restart, however many there are', async ({ scene }) => {
    const set = await scene({ env });
    for (let n = 0; n < 8; n += 1) await set.declare({ Title: `Trouble ${n}`, Commander: 'alice' });
    await set.haltBot();
    set.clock.advance(10 * minute);
    const from = set.intercom.requests.length;
    await set.resumeBot();
    await set.settled();

    expect(events(set, 'checked')).toHaveLength(8);
    expect(set.intercom.requests.slice(from).filter(({ server }) => server === 'api')).toHaveLength(6);
  });

  story(
    "and pause for five minutes at a time to leave Intercom's rate limit to customers",
    async ({ scene }) => {
      const set = await scene({ env });
      await set.intercom.set({ api: 'rate_limited' });
      const channel = await set.declare({ Commander: 'alice' });
      const asked = () => set.intercom.requests.filter(({ server }) => server === 'api').length;
      const first = asked();
      await runs(set, 2);
      expect(asked()).toBe(first);
      await set.type(set.alice, 'triage', channel.name);
      expect(asked()).toBe(2 * first);
      await runs(set, 3);

      expect(asked()).toBe(3 * first);
    },
  );
});
