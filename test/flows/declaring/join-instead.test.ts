import { describe, expect } from 'vitest';
import { headline } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** Carol, who is in no incident's channel, begins to declare. */
const begins = (set: Scene, text = ''): Promise<void> =>
  set.opens(set.carol, () => set.carol.command(command, `open ${text}`));

describe.concurrent.each(['socket', 'http'] as const)(
  'Someone who declares a known incident, over %s,',
  (transport) => {
    story('sees similar incidents first, and can join one instead', async ({ scene }) => {
      const set = await scene({ transport });
      const { carol } = set;
      const inbox = await set.declare({ Title: 'Inbox down', Commander: 'alice' });
      await set.declare({ Title: 'Webhooks are late', Commander: 'alice' });
      await begins(set, 'P1 Intercom inbox unavailable');

      expect(carol.screen).toMatch(
        /Already open\.\* If yours is one of these, join its channel instead\.\n.*• :eyes: \*Looks like yours:\* INC-1 \[P1\] INVESTIGATING: Inbox down.*• INC-2 \[P1\] INVESTIGATING: Webhooks are late/su,
      );
      const before = events(set);
      await carol.click('modal', 'Join instead', { value: '1' });
      await set.workspace.until(() => carol.modal?.title === 'Join instead' || null, 'the answer');

      expect(carol.screen).toContain(`You're in its channel: #${inbox.name}. Nothing was declared.`);
      expect(inbox.members).toContain('carol');
      expect(events(set)).toEqual(before);
    });
  },
);

describe.concurrent('The declaration form', () => {
  story("shows what ended within the last hour only if it's similar", async ({ scene }) => {
    const set = await scene();
    const { alice, carol, clock } = set;
    const channel = await set.declare({ Title: 'Inbox down', Commander: 'alice' });
    await set.opens(alice, () => alice.click(headline(channel), 'Resolve'));
    await alice.submit();
    await set.settled();
    clock.advance(50 * minute);
    await begins(set, 'P1 Webhooks are late');
    expect(carol.screen).not.toContain('INC-1');
    await begins(set, 'P1 Agents cannot open the inbox');
    expect(carol.screen).toMatch(
      /\*Ended within the last hour and looks like yours\.\* Is it back\?\n.*INC-1 \[P1\] RESOLVED: Inbox down/su,
    );
    await carol.click('modal', 'Join instead', { value: '1' });
    await set.workspace.until(() => carol.modal?.title === 'Join instead' || null, 'the answer');
    expect(carol.screen).toContain("Nothing was declared. If it's back, click Reopen there.");

    clock.advance(15 * minute);
    await begins(set, 'P1 Agents cannot open the inbox');
    expect(carol.screen).not.toContain('INC-1');
  });

  story("finds by a suggestion's diagnosis what the title doesn't say", async ({ scene }) => {
    const set = await scene({ env: { WATCH_EVERY: '1m' } });
    const { alice, bob, clock, intercom } = set;
    await intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Title: 'Nothing works', Commander: 'alice' });
    await set.opens(alice, () => alice.command(command, 'cancel', { in: channel.name }));
    await alice.submit({ Reason: 'Declared by mistake' });
    await set.settled();
    await intercom.set({ api: 'healthy' });
    for (let n = 0; n < 20; n += 1) {
      clock.advance(minute);
      await set.settled();
    }
    await intercom.set({ api: 'unavailable' });
    for (let n = 0; n < 3; n += 1) {
      clock.advance(minute);
      await set.settled();
    }
    const proposal = set.workspace
      .channel('incidents')
      .posts.find(({ buttons }) => buttons.includes('Open incident'));
    if (!proposal) throw new Error('The watch has proposed nothing.');
    await set.opens(bob, () => bob.click(proposal, 'Open incident'));
    expect(bob.screen).toMatch(
      /looks like yours\.\* Is it back\?\n.*INC-1 \[P1\] CANCELLED: Nothing works/su,
    );
    await bob.click('modal', 'Join instead');
    await set.workspace.until(() => bob.modal?.title === 'Join instead' || null, 'the answer');
    expect(bob.screen).toContain("If it's back, run /intercom-incident reopen there.");
  });

  story('adds nobody to a private channel that people created', async ({ scene }) => {
    const set = await scene();
    const { alice, carol } = set;
    const channel = await set.declare({ Title: 'Inbox down', Commander: 'alice' });
    await begins(set);
    alice.makePrivate(channel.name);
    await carol.click('modal', 'Join instead', { value: '1' });
    await set.workspace.until(() => carol.modal?.title === 'Join instead' || null, 'the answer');
    expect(carol.screen).toContain(
      'Its channel is private. Ask someone in it to /invite you. Nothing was declared.',
    );
    expect(channel.members).not.toContain('carol');
  });

  story("says where the channel is if Slack doesn't let the bot invite anyone", async ({ scene }) => {
    const set = await scene();
    const { carol } = set;
    const channel = await set.declare({ Title: 'Inbox down', Commander: 'alice' });
    set.workspace.faults.add({
      method: 'conversations.invite',
      answer: { error: 'ura_max_channels' },
      times: 9,
    });
    await begins(set);
    await carol.click('modal', 'Join instead', { value: '1' });
    await set.workspace.until(() => carol.modal?.title === 'Join instead' || null, 'the answer');
    expect(carol.screen).toContain(
      `Slack didn't let the bot invite you. Open the channel yourself: #${channel.name}. Nothing was declared.`,
    );
  });

  story(
    "stays open if Slack doesn't update it, and the response comes in a direct message",
    async ({ scene }) => {
      const set = await scene();
      const { carol } = set;
      await set.declare({ Title: 'Inbox down', Commander: 'alice' });
      await begins(set);
      set.workspace.faults.add({ method: 'views.update', answer: { error: 'internal_error' }, times: 9 });
      await carol.click('modal', 'Join instead', { value: '1' });
      await set.workspace.idle();
      expect(carol.modal?.title).toBe('Declare an incident');
      const direct = set.workspace.channels.filter(
        ({ kind, members }) => kind === 'im' && members.includes('carol'),
      );
      expect(direct[0]?.posts.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^\*INC-1\* .*\nYou're in its channel: .* Nothing was declared\.$/su),
      ]);
    },
  );
});
