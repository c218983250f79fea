import { describe, expect } from 'vitest';
import { botMessages, headline } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const asks =
  /The checks are still failing\*, since today at 14:00: Intercom's API returns 503.*Is it really over for customers/u;
const minute = 60_000;
const often = { env: { TRIAGE_EVERY: 'P1=2m,P2=2m,P3=2m,P4=2m' } };

// One after another: on a busy machine five at once make healthy checks slow, which is a verdict too.
describe('Ending an incident while its checks fail', () => {
  story(
    'makes Resolve ask first, with what fails, since when, and a button to resolve anyway',
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, settled } = set;
      await set.intercom.set({ api: 'unavailable' });
      const channel = await set.declare();
      await opens(alice, () => alice.click(headline(channel), 'Resolve'));

      expect(alice.screen).toMatch(asks);
      expect(alice.modal?.submit).toBe('Resolve anyway');
      await alice.submit({ 'What fixed it': 'Customers see no more of it' });
      await settled();
      expect(headline(channel).text).toContain('Status: RESOLVED');
    },
  );

  story('makes the command ask with the text that was typed, and makes Close ask too', async ({ scene }) => {
    const set = await scene();
    const { alice, opens } = set;
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    await opens(alice, () => alice.command(command, 'resolve Failed over', { in: channel.name }));
    expect(alice.screen).toMatch(asks);
    expect(alice.screen).toContain('Failed over');
    await opens(alice, () => alice.command(command, 'close', { in: channel.name }));

    expect(alice.screen).toMatch(asks);
    expect(alice.modal?.submit).toBe('Close anyway');
  });

  story('needs no confirmation once the checks are healthy', async ({ scene }) => {
    const set = await scene();
    const { alice, opens } = set;
    const channel = await set.declare();
    await opens(alice, () => alice.click(headline(channel), 'Resolve'));

    expect(alice.screen).not.toContain('still failing');
    expect(alice.modal?.submit).toBe('Resolve');
  });

  story('makes a form that was already open ask once, keeping what was typed', async ({ scene }) => {
    const set = await scene(often);
    const { alice, opens, settled } = set;
    const channel = await set.declare();
    await opens(alice, () => alice.click(headline(channel), 'Resolve'));
    await set.intercom.set({ api: 'unavailable' });
    set.clock.advance(4 * minute);
    await settled();

    expect(await alice.submit({ 'What fixed it': 'A deploy' })).toEqual({ updated: true });
    expect(alice.screen).toContain('The checks are still failing');
    expect(alice.modal?.submit).toBe('Resolve anyway');
    expect(alice.modal?.fields[0]?.value).toBe('A deploy');
    expect(events(set, 'resolved')).toEqual([]);
    expect(await alice.submit()).toEqual({ closed: true });
    await settled();
    expect(botMessages(channel, '*What fixed it:* A deploy')).toHaveLength(1);
  });

  story('starts no argument if the incident is reopened right after', async ({ scene }) => {
    const set = await scene(often);
    const { alice, opens, settled, type } = set;
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    await set.intercom.set({ api: 'healthy' });
    set.clock.advance(2 * minute);
    await settled();
    await opens(alice, () => alice.click(headline(channel), 'Resolve'));
    await alice.submit();
    await settled();
    await type(alice, 'reopen It came back', channel.name);
    await set.type(alice, 'triage', channel.name);

    expect(botMessages(channel, 'Checks are healthy again')).toEqual([]);
  });
});
