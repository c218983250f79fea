import { describe, expect } from 'vitest';
import type { Scene } from './support/scene.ts';
import { story } from './support/story.ts';

const minute = 60_000;
const env = { WATCH_EVERY: '1m', TRIAGE_EVERY: 'P1=999d,P2=999d,P3=999d,P4=999d' };
const asked = (set: Scene) => set.intercom.requests.filter(({ server }) => server === 'status').length;

const proposals = (set: Scene) =>
  set.workspace.channel('incidents').said.filter(({ text }) => text.includes('Two checks in a row were bad'));

/** Lets the watch check `times` more times. */
async function checks(set: Scene, times: number): Promise<void> {
  for (let check = 0; check < times; check += 1) {
    const before = asked(set);
    set.clock.advance(minute);
    for (let look = 0; asked(set) === before && look < 100; look += 1) await set.workspace.idle();
    await set.settled();
  }
}

describe.concurrent('Watching Intercom', () => {
  story('proposes nothing while all is well, nor after one bad check', async ({ scene }) => {
    const set = await scene({ env });
    await checks(set, 2);
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 1);
    await set.intercom.set({ api: 'healthy' });
    await checks(set, 2);

    expect(proposals(set)).toEqual([]);
  });

  story(
    'proposes an incident after two bad checks in a row, once an episode, with the diagnosis',
    async ({ scene }) => {
      const set = await scene({ env });
      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 4);
      const [proposal, ...more] = proposals(set);

      expect(more).toEqual([]);
      expect(proposal?.text).toContain('Whose problem: Intercom');
      expect(proposal?.buttons).toEqual(['Open incident', 'Not an incident']);
    },
  );

  story('opens an incident with the first alert at the time of the first bad check', async ({ scene }) => {
    const set = await scene({ env });
    const { alice, opens, settled, workspace } = set;
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    set.clock.advance(10 * minute);
    await settled();
    const [proposal] = proposals(set);
    if (!proposal) throw new Error('Nothing was proposed.');
    await opens(alice, () => alice.click(proposal, 'Open incident'));
    expect(alice.modal?.fields.find(({ label }) => label === 'Title')?.value).toContain('answers 503');
    await alice.submit();
    await settled();
    const channel = workspace.channels.find(({ name }) => name.startsWith('inc-1-'));
    const timeline = await set.type(alice, 'timeline', channel?.name ?? '');

    expect(timeline).toMatch(/14:0\d UTC>\s+First alert: Intercom's API answers 503.*\(seen by the watch\)/);
    expect(timeline).toMatch(/14:1\d UTC>\s+Declared: /);
    expect(proposals(set)).toMatchObject([
      { buttons: [], text: expect.stringContaining('An incident was opened') },
    ]);
  });

  story('takes "Not an incident" once, and proposes again only in another episode', async ({ scene }) => {
    const set = await scene({ env });
    const { alice, bob, settled } = set;
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    const [proposal] = proposals(set);
    if (!proposal) throw new Error('Nothing was proposed.');
    await alice.click(proposal, 'Not an incident');
    await settled();
    await checks(set, 2);
    expect(proposals(set)).toMatchObject([{ buttons: [], text: expect.stringContaining('Not an incident') }]);

    await set.intercom.set({ api: 'healthy' });
    await checks(set, 1);
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    expect(proposals(set)).toHaveLength(2);
    await bob.click(proposals(set)[1] ?? proposal, 'Not an incident');
    await settled();
    expect(proposals(set)[1]?.text).toContain('says <@U000000BOB1>');
  });

  story('says when it recovered by itself', async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    await set.intercom.set({ api: 'healthy' });
    await checks(set, 1);

    expect(proposals(set)).toMatchObject([
      { buttons: [], text: expect.stringContaining('It recovered by itself') },
    ]);
  });

  story('stays silent while people are at work on an open incident', async ({ scene }) => {
    const set = await scene({ env });
    await set.declare({ Commander: 'alice' });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 3);

    expect(proposals(set)).toEqual([]);
  });

  story('posts a proposal once although the answer of Slack got lost', async ({ scene }) => {
    const set = await scene({ env });
    set.workspace.faults.add({ method: 'chat.postMessage', answer: 'reset_after' });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 3);

    expect(proposals(set)).toHaveLength(1);
  });
});
