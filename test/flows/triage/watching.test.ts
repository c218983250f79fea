import { describe, expect } from 'vitest';
import { story } from '../support/story.ts';
import { checks, minute, presses, proposal, proposals, watchEnv } from '../support/triage/watching.ts';

describe.concurrent('Watching Intercom', () => {
  story('suggests nothing while everything is healthy, or after one bad check', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await checks(set, 2);
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 1);
    await set.intercom.set({ api: 'healthy' });
    await checks(set, 2);

    expect(proposals(set)).toEqual([]);
  });

  story('suggests an incident after two bad checks in a row, once, with the diagnosis', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 4);

    expect(proposal(set).text).toContain('Whose problem: Intercom');
    expect(proposal(set).buttons).toEqual(['Open incident', 'Not an incident']);
  });

  story('declares an incident whose first alert is at the time of the first bad check', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    const { alice, settled, workspace } = set;
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    set.clock.advance(10 * minute);
    await settled();
    await presses(set, alice, proposal(set));
    expect(alice.modal?.fields.find(({ label }) => label === 'Title')?.value).toBe(
      'Intercom: API outage (503)',
    );
    await alice.submit();
    await settled();
    const channel = workspace.channels.find(({ name }) => name.startsWith('inc-1-'));
    const timeline = await set.type(alice, 'timeline', channel?.name ?? '');

    expect(timeline).toMatch(
      /14:0\d UTC>\s+First alert: Intercom's API returns 503.*\(detected by monitoring\)/,
    );
    expect(timeline).toMatch(/14:1\d UTC>\s+Declared: /);
    expect(proposal(set)).toMatchObject({
      buttons: [],
      text: expect.stringMatching(/Incident declared\* by <@\w+>: INC-1\./),
    });
  });

  story(
    'accepts "Not an incident" once, and suggests the same again once it has been healthy for a while',
    async ({ scene }) => {
      const set = await scene({ env: watchEnv });
      const { alice, bob, settled } = set;
      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 2);
      await alice.click(proposal(set), 'Not an incident');
      await settled();
      await checks(set, 2);
      expect(proposal(set)).toMatchObject({ buttons: [], text: expect.stringContaining('not an incident') });
      await set.intercom.set({ api: 'healthy' });
      await checks(set, 1);
      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 2);
      expect(proposals(set)).toHaveLength(1);

      await set.intercom.set({ api: 'healthy' });
      await checks(set, 17);
      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 2);
      const second = proposals(set)[1];
      if (!second) throw new Error('Nothing was proposed again.');
      await bob.click(second, 'Not an incident');
      await settled();
      expect(proposals(set)[1]?.text).toContain('Dismissed as not an incident* by <@U000000BOB1>');
    },
  );

  story(
    'says that a check is good again, and in the same message that it failed again',
    async ({ scene }) => {
      const set = await scene({ env: watchEnv });
      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 2);
      await set.intercom.set({ api: 'healthy' });
      await checks(set, 1);
      expect(proposal(set)).toMatchObject({
        buttons: [],
        text: expect.stringMatching(/A check was healthy again\*.*\. No incident was declared from this\.$/),
      });

      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 2);
      expect(proposal(set)).toMatchObject({
        buttons: ['Open incident', 'Not an incident'],
        text: expect.stringMatching(/^After a healthy check, two found the problem again, most recently /m),
      });
    },
  );

  story('stays silent while people work on an open incident', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await set.declare({ Commander: 'alice' });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 3);

    expect(proposals(set)).toEqual([]);
  });

  story('suggests nothing for an outage posted for another region', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await set.intercom.set({ status: 'au_api_outage' });
    await checks(set, 3);
    expect(proposals(set)).toEqual([]);

    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    expect(proposal(set).text).toContain('Suggested severity: P1');
  });
});
