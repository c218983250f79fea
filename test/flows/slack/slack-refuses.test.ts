import { describe, expect } from 'vitest';
import { without } from '../support/faults/installations.ts';
import {
  botMessages,
  diagnoses,
  facts,
  headline,
  lastEphemeral,
  postmortems,
} from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Refuses a method until the returned function is called. */
const refuse = ({ workspace }: Scene, method: string, error: string) =>
  workspace.faults.add({ method, times: 999, answer: { error } });

/** Declares without expecting a channel. */
async function declareBlindly(set: Scene): Promise<void> {
  await set.opens(set.alice, () => set.alice.command(command, 'open P1 Inbox is empty'));
  await set.alice.submit();
  await set.settled();
}

/** What the bot told somebody in a direct message. */
const directly = (set: Scene) =>
  set.workspace.channels.filter(({ kind }) => kind === 'im').flatMap(({ posts }) => posts);

describe.concurrent('A missing scope', () => {
  story.for([
    ['pins:write', 'pin the headline', 'pin_headline:1'],
    ['files:write', 'post the postmortem file', 'publish_postmortem:1:'],
    ['channels:history', 'read the message added to the timeline', 'capture_message:1:'],
  ] as const)(
    '%s: the channel is told once per failure what to do, and the rest is done',
    async ([scope, what, key], { scene }) => {
      const set = await scene(without(scope));
      const { alice, opens, settled } = set;
      const channel = await set.declare();
      alice.react(alice.post(channel.name, 'Found it'), 'pushpin');
      if (scope === 'channels:history')
        await alice.shortcut('Add to incident timeline', alice.post(channel.name, 'This'));
      await opens(alice, () => alice.click(headline(channel), 'Close'));
      await alice.submit({ Summary: 'It is over' });
      await settled();

      expect(facts(channel).Status).toBe('CLOSED');
      const [setback, ...more] = botMessages(channel, `couldn't ${what}`);
      // Two messages were marked.
      expect(more).toHaveLength(scope === 'channels:history' ? 1 : 0);
      expect(setback?.text).toBe(
        `:warning: INC-1: couldn't ${what} (Slack returned missing_scope). Nothing recorded was lost. Add the scope ${scope} under "OAuth &amp; Permissions", reinstall the app, then try again.`,
      );
      expect(setback?.buttons).toEqual(['Try again']);
      expect(putAside(set).filter((each) => each.startsWith(key)).length).toBeGreaterThan(0);
    },
  );

  story(
    'for names: if all names the bot tries are taken, the opener is told what to do',
    async ({ scene }) => {
      const set = await scene();
      refuse(set, 'conversations.create', 'name_taken');
      await declareBlindly(set);

      expect(directly(set).map(({ text }) => text)).toEqual([
        ":warning: INC-1: couldn't create the incident channel (the channel name inc-1-inbox-is-empty and its numbered variants are all taken). Nothing recorded was lost. Rename or delete one of those channels, then try again.",
      ]);
    },
  );

  story(
    'channels:manage: no channel can be created, so the opener is told in a direct message',
    async ({ scene }) => {
      const set = await scene(without('channels:manage'));
      await declareBlindly(set);

      const [setback, ...more] = directly(set);
      expect(more).toEqual([]);
      expect(setback?.text).toMatch(
        /^:warning: INC-1: couldn't create the incident channel \(Slack returned missing_scope\)\. Nothing recorded was lost\. Add the scope .*channels:manage.* under/u,
      );
      expect(set.workspace.channel('incidents').posts[0]?.text).toContain('INC-1: Inbox is empty');
      expect(events(set, 'opened')).toHaveLength(1);
      expect(events(set, 'diagnosed')).toHaveLength(1);
      expect(await set.type(set.alice, 'list', 'random')).toContain(
        '*INC-1* [P1] INVESTIGATING: Inbox is empty',
      );
    },
  );

  story('im:write as well: only the log and the list report it, and nothing is lost', async ({ scene }) => {
    const set = await scene(without('channels:manage', 'im:write'));
    await declareBlindly(set);

    expect(directly(set)).toEqual([]);
    expect(putAside(set)).toContain('ensure_channel:1');
    expect(events(set, 'opened')).toHaveLength(1);
  });

  story('users:read: the postmortem is posted with IDs instead of names', async ({ scene }) => {
    const set = await scene(without('users:read', 'users:read.email'));
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
    await set.alice.submit();
    await set.settled();

    expect(postmortems(channel)[0]?.content).toContain('Closed by U00000ALICE');
  });
});

describe.concurrent('A refusal that someone can fix', () => {
  story.for([
    ['pins.add', 'restricted_action', 'pin the headline', 'Ask a workspace admin to let apps do this'],
    ['pins.add', 'too_many_pins', 'pin the headline', 'Unpin a message in the channel, then try again.'],
    ['conversations.setTopic', 'missing_scope', 'set the channel topic', 'Add the missing scope'],
    [
      'conversations.invite',
      'cant_invite',
      'invite <@U000000BOB1> to the incident channel',
      'Invite the person yourself.',
    ],
    [
      'chat.postMessage',
      'restricted_action_read_only_channel',
      'update the announcement',
      'Allow the bot to post',
    ],
  ] as const)(
    "%s returns %s: it's reported, shown by `status`, and fixed by Try again",
    async ([method, error, what, todo], { scene }) => {
      const set = await scene();
      const { alice, bob, settled, type, workspace } = set;
      const announcing = workspace.channel('incidents').id;
      workspace.faults.add({
        method,
        times: 999,
        answer: { error },
        when: ({ channel }) => method !== 'chat.postMessage' || channel === announcing,
      });
      const channel = await set.declare({ Commander: 'bob' });
      if (!channel.members.includes('alice')) alice.join(channel.name);
      const status = await type(alice, 'status', channel.name);
      expect(status).toContain(`Couldn't ${what} (Slack returned ${error}).`);
      expect(
        alice
          .ephemerals()
          .map((one) => workspace.read(one))
          .join('\n'),
      ).toContain(todo);
      const [setback] = botMessages(channel, `couldn't ${what} (Slack returned ${error}).`);
      if (!setback) throw new Error('It was not told.');
      expect(setback.text).toContain(todo);
      workspace.faults.clear();
      if (!channel.members.includes('bob')) bob.join(channel.name);
      await alice.click(setback, 'Try again');
      await settled();

      expect(lastEphemeral(alice).text).toMatch(/^INC-1: retrying now\./u);
      expect(putAside(set)).toEqual([]);
      expect(await type(alice, 'status', channel.name)).not.toContain("Couldn't");
      expect(headline(channel).pinned).toBe(true);
      expect(channel.topic).toBe('[P1] INC-1: Conversations not loading');
      expect(workspace.channel('incidents').posts).toHaveLength(1);
    },
  );

  story('is offered as Try again in `status`, which says so when nothing is left', async ({ scene }) => {
    const set = await scene();
    const { alice, settled, type } = set;
    const mend = refuse(set, 'pins.add', 'restricted_action');
    const channel = await set.declare();
    await type(alice, 'status', channel.name);
    const status = lastEphemeral(alice);
    expect(status.buttons).toEqual(['Try again']);
    mend();
    await alice.click(status, 'Try again');
    await settled();
    expect(headline(channel).pinned).toBe(true);
    await alice.click(status, 'Try again');
    await settled();

    expect(lastEphemeral(alice).text).toBe("There's nothing left to retry.");
  });

  story('of a channel: Try again does everything that was missed', async ({ scene }) => {
    const set = await scene();
    const { alice, settled, workspace } = set;
    const mend = refuse(set, 'conversations.create', 'restricted_action');
    await declareBlindly(set);
    const [setback] = directly(set);
    if (!setback) throw new Error('Alice was told nothing.');
    mend();
    await alice.click(setback, 'Try again');
    await settled();

    const channel = workspace.channel('inc-1-inbox-is-empty');
    expect(channel.members.toSorted()).toEqual(['alice', 'incident_bot']);
    expect(headline(channel).pinned).toBe(true);
    expect(diagnoses(channel)).toHaveLength(1);
    expect(workspace.channel('incidents').posts.map(({ text }) => text.includes(`<#${channel.id}>`))).toEqual(
      [true],
    );
    expect(directly(set)).toHaveLength(1);
  });

  story('of the postmortem: Try again posts it, once', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled } = set;
    const mend = refuse(set, 'files.getUploadURLExternal', 'file_uploads_disabled');
    const channel = await set.declare();
    await opens(alice, () => alice.click(headline(channel), 'Close'));
    await alice.submit();
    await settled();
    const [setback] = botMessages(
      channel,
      "couldn't post the postmortem file (Slack returned file_uploads_disabled).",
    );
    if (!setback) throw new Error('It was not told.');
    expect(setback.text).toContain('Ask a workspace admin to allow file uploads, then try again.');
    mend();
    await alice.click(setback, 'Try again');
    await alice.click(setback, 'Try again');
    await settled();

    expect(postmortems(channel)).toHaveLength(1);
  });
});
