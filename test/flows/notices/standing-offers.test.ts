import { describe, expect } from 'vitest';
import { botMessages, diagnoses, diagnosis } from '../support/find-messages.ts';
import { command, type Scene } from '../support/scene.ts';
import { nowOf, only, resolve } from '../support/standing.ts';
import { story } from '../support/story.ts';
import { runs } from '../support/time.ts';

const env = { TRIAGE_EVERY: 'P1=2m', RESPOND_WITHIN: 'P1=15m' };

/** An incident that the bot has offered to resolve. */
async function offered(set: Scene) {
  await set.intercom.set({ api: 'unavailable' });
  const channel = await set.declare({ Commander: 'alice' });
  await set.intercom.set({ api: 'healthy' });
  await runs(set, 3);
  return { channel, offer: only(botMessages(channel, 'Checks are healthy again')) };
}

describe.concurrent('The offer to resolve', () => {
  story('is withdrawn when the checks fail again, and repeated when they recover', async ({ scene }) => {
    const set = await scene({ env });
    const { channel, offer } = await offered(set);
    await set.intercom.set({ api: 'unavailable' });
    await runs(set, 1);
    const withdrawn = {
      text: expect.stringMatching(
        /^:red_circle: The checks failed again .*\. The offer to resolve was withdrawn\.$/u,
      ),
      buttons: [],
    };
    expect(nowOf(channel, offer)).toEqual(withdrawn);
    await set.intercom.set({ api: 'healthy' });
    await runs(set, 20);

    expect(nowOf(channel, offer)).toEqual(withdrawn);
    expect(only(botMessages(channel, 'Checks are healthy again')).buttons).toEqual(['Resolve']);
  });

  story('says who resolved the incident', async ({ scene }) => {
    const set = await scene({ env });
    const { channel, offer } = await offered(set);
    await resolve(set, channel);

    expect(nowOf(channel, offer)).toEqual({
      text: expect.stringMatching(
        /^:white_check_mark: This is over: <@U000000BOB1> resolved the incident, .*\.$/u,
      ),
      buttons: [],
    });
  });

  story(
    'is repeated after a reopening, once the checks have been healthy as long again',
    async ({ scene }) => {
      const set = await scene({ env });
      const { channel, offer } = await offered(set);
      await resolve(set, channel);
      await set.type(set.alice, 'reopen Too early', channel.name);
      await runs(set, 1);
      expect(botMessages(channel, 'Checks are healthy again')).toEqual([]);
      await runs(set, 2);

      expect(only(botMessages(channel, 'Checks are healthy again')).buttons).toEqual(['Resolve']);
      expect(nowOf(channel, offer).text).toContain('This is over');
    },
  );

  story('asks whoever is commander by then', async ({ scene }) => {
    const set = await scene({ env });
    const { channel, offer } = await offered(set);
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(nowOf(channel, offer).text).toMatch(
      /^:large_green_circle: \*Checks are healthy again\*.* <@U00000CAROL>: if customers confirm/u,
    );
  });
});

describe.concurrent('The button that applies the suggested severity', () => {
  const button = 'Set severity P1';
  const everySecondMinute = { env: { TRIAGE_EVERY: 'P2=2m,P1=2m' } };

  story('is only on the latest verdict, even if the severity changes after that', async ({ scene }) => {
    const set = await scene(everySecondMinute);
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Severity: 'P2', Commander: 'alice' });
    expect(diagnoses(channel).map(({ buttons }) => buttons)).toEqual([[button]]);
    await set.intercom.set({ status: 'api_outage' });
    await runs(set, 1);
    expect(diagnoses(channel).map(({ buttons }) => buttons)).toEqual([[], [button]]);
    await set.type(set.alice, 'severity P3', channel.name);
    expect(diagnoses(channel).map(({ buttons }) => buttons)).toEqual([[], [button]]);
    await set.type(set.alice, 'severity P1', channel.name);

    expect(diagnoses(channel).map(({ buttons }) => buttons)).toEqual([[], []]);
  });

  story("disappears when the incident is closed, and returns when it's reopened", async ({ scene }) => {
    const set = await scene(everySecondMinute);
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Severity: 'P2', Commander: 'alice' });
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
    await set.alice.submit({ Summary: 'We practised.' });
    await set.settled();
    expect(diagnosis(channel).buttons).toEqual([]);
    await set.type(set.alice, 'reopen It is back', channel.name);

    expect(diagnoses(channel).at(-1)?.buttons).toEqual([button]);
    expect(diagnoses(channel).filter(({ buttons }) => buttons.length > 0)).toHaveLength(1);
  });
});
