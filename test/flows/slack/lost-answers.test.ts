import { describe, expect } from 'vitest';
import { app } from '../../../demo/app.ts';
import { WrongClock } from '../support/faults/wrong-clock.ts';
import { botMessages, headline, postmortems } from '../support/find-messages.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const hour = 3_600_000;

const announced = ({ workspace }: Scene) => workspace.channel('incidents').posts;
const asked = ({ workspace }: Scene, method: string) =>
  workspace.calls.filter((call) => call.method === method).length;

/** Slack does what it is asked in #incidents, and its answer gets lost, once. */
const loseAnnouncement = ({ workspace }: Scene) => {
  const { id } = workspace.channel('incidents');
  workspace.faults.add({
    method: 'chat.postMessage',
    answer: 'reset_after',
    when: ({ channel }) => channel === id,
  });
};

describe.concurrent('A lost response from Slack', () => {
  story.for([
    ['ahead of Slack’s by three hours', 3 * hour],
    ['behind Slack’s by three hours', -3 * hour],
  ] as const)(
    'causes no duplicate message or channel with a clock that is %s',
    async ([, wrong], { scene }) => {
      const set = await scene({
        botClock(right) {
          const clock = new WrongClock(right);
          clock.jump(wrong);
          return clock;
        },
      });
      const { alice, clock, opens, workspace } = set;
      workspace.faults.add({ method: 'conversations.create', answer: 'reset_after' });
      loseAnnouncement(set);
      await opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
      await alice.submit({ Commander: 'alice' });
      for (let step = 0; step < 10; step += 1) {
        clock.advance(2_000);
        await workspace.idle();
      }

      expect(workspace.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
      expect(announced(set)).toHaveLength(1);
    },
  );

  story(
    "to a new channel that the bot may not look for is reported with the channel's name",
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, workspace } = set;
      workspace.faults.add({ method: 'conversations.create', answer: 'reset_after' });
      workspace.faults.add({ method: 'users.conversations', times: 99, answer: { error: 'missing_scope' } });
      await opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
      await alice.submit({ Commander: 'alice' });
      await recovered(set);

      const direct = workspace.channels.filter(({ kind }) => kind === 'im').flatMap(({ posts }) => posts);
      expect(direct.map(({ text }) => text)).toEqual([
        expect.stringContaining("You're *Commander* of"),
        expect.stringContaining(
          "Look for the channel #inc-1-inbox-is-empty: if it's there, nothing is missing.",
        ),
      ]);
    },
  );

  story('has its message looked for behind everything posted since', async ({ scene }) => {
    const set = await scene();
    const { alice, workspace } = set;
    loseAnnouncement(set);
    const mend = workspace.faults.add({
      method: 'conversations.history',
      times: 99,
      answer: { status: 503 },
    });
    await set.declare();
    for (let i = 0; i < 1_100; i += 1) alice.post('incidents', `chatter ${i}`);
    mend();
    await recovered(set);

    expect(announced(set).filter(({ author }) => author === 'incident_bot')).toHaveLength(1);
    expect(asked(set, 'conversations.history')).toBeGreaterThan(2);
    expect(putAside(set)).toEqual([]);
  });

  story(
    'where the bot cannot read history causes no second post, and people are told where to look',
    async ({ scene }) => {
      const scopes = app.scopes.filter((scope) => scope !== 'channels:history');
      const set = await scene({ workspace: { scopes } });
      loseAnnouncement(set);
      const channel = await set.declare();
      await recovered(set);

      expect(announced(set)).toHaveLength(1);
      expect(botMessages(channel, "couldn't update the announcement").map(({ text }) => text)).toEqual([
        ":warning: INC-1: couldn't update the announcement (the response to an earlier attempt was lost, and the bot can't check whether it arrived: Slack returned missing_scope). Nothing recorded was lost. Look in the channel: if it's there, nothing is missing. If not: Add the scope channels:history under \"OAuth &amp; Permissions\", reinstall the app, then try again.",
      ]);
    },
  );
});

describe.concurrent('A call that cannot have arrived', () => {
  story.for([
    ['429', { status: 429, retryAfter: 1 }],
    ['ratelimited', { error: 'ratelimited' }],
  ] as const)(
    'because Slack responds with %s is made again without looking',
    async ([, answer], { scene }) => {
      const set = await scene();
      for (const method of ['conversations.create', 'chat.postMessage', 'files.completeUploadExternal'])
        set.workspace.faults.add({ method, answer });
      await set.declare();
      await recovered(set);

      expect(asked(set, 'conversations.history')).toBe(0);
      expect(asked(set, 'users.conversations')).toBe(0);
      expect(announced(set)).toHaveLength(1);
    },
  );

  story('that only reads leaves no doubt about what it was to find', async ({ scene }) => {
    const set = await scene();
    const { alice, clock, opens, settled, workspace } = set;
    workspace.faults.add({ method: 'users.info', times: 99, answer: { status: 503 } });
    const channel = await set.declare({ Commander: 'alice' });
    workspace.faults.add({ method: 'conversations.history', times: 99, answer: { error: 'missing_scope' } });
    await opens(alice, () => alice.click(headline(channel), 'Close'));
    await alice.submit({ Summary: 'over' });
    for (let minutes = 0; minutes < 3; minutes += 1) {
      clock.advance(60_000);
      await settled();
    }
    // Nobody is asked whether a postmortem of which nothing was sent has arrived, and names that do not come are ids.
    expect(postmortems(channel)).toHaveLength(1);
  });
});
