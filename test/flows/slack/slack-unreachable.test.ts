import { describe, expect } from 'vitest';
import type { FaultAnswer } from '../../../packages/slack-sandbox/slack/api/faults.ts';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import {
  announcements,
  botMessages,
  diagnoses,
  facts,
  headline,
  postmortems,
} from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const second = 1_000;

/** Everything that the bot owes Slack in the course of an incident. */
const owed = [
  'conversations.create',
  'conversations.invite',
  'conversations.setTopic',
  'chat.postMessage',
  'chat.update',
  'pins.add',
  'files.getUploadURLExternal',
  'upload',
  'files.completeUploadExternal',
  'users.info',
];

/** Declares, updates, resolves and closes, and waits each time until Slack has everything. */
async function playThrough(set: Scene): Promise<ChannelSnapshot> {
  const { alice, opens } = set;
  const submit = async (act: () => Promise<unknown>, fields: Record<string, string> = {}) => {
    await opens(alice, act);
    await alice.submit(fields);
    await recovered(set);
  };
  await submit(() => alice.command(command, 'open P1 Inbox is empty'), { Commander: 'bob' });
  const channel = set.workspace.channels.find(({ name }) => name.startsWith('inc-1'));
  if (!channel) throw new Error('No channel was opened.');
  await submit(() => alice.click(headline(channel), 'Post update'), { Status: 'MONITORING' });
  await submit(() => alice.click(headline(channel), 'Resolve'));
  await submit(() => alice.click(headline(channel), 'Close'));
  return channel;
}

/** Everything is there, and nothing twice. */
function expectAllOnce(set: Scene, channel: ChannelSnapshot): void {
  const named = set.workspace.channels.filter(({ name }) => name.startsWith('inc-'));
  expect(named.map(({ name }) => name)).toEqual(['inc-1-inbox-is-empty']);
  expect(facts(channel)).toMatchObject({ Status: 'CLOSED', Commander: '<@U000000BOB1>' });
  expect(channel.pins.map(({ ts }) => ts)).toEqual([headline(channel).ts]);
  expect(diagnoses(channel)).toHaveLength(1);
  expect(botMessages(channel, '*Update* by')).toHaveLength(1);
  expect(botMessages(channel, '*Resolved* by')).toHaveLength(1);
  expect(postmortems(channel)).toHaveLength(1);
  expect(channel.members.toSorted()).toEqual(['alice', 'bob', 'incident_bot']);
  expect(channel.topic).toBe('[P1] INC-1: Inbox is empty');
  expect(announcements(set).map(({ text }) => text.includes('Status: CLOSED'))).toEqual([true]);
  const ends = set.workspace.channel('incidents').posts.filter(({ text }) => text.includes('is resolved:'));
  expect(ends).toHaveLength(1);
  expect(putAside(set)).toEqual([]);
}

const troubles: readonly (readonly [what: string, answer: FaultAnswer])[] = [
  ['answers 429', { status: 429, retryAfter: 3 }],
  ['returns 500', { status: 500 }],
  ['returns internal_error', { error: 'internal_error' }],
  ['cuts the connection before applying the call', 'reset_before'],
  ['applies the call and loses the response', 'reset_after'],
];

describe.concurrent('Slack', () => {
  story.for(troubles)(
    'that %s twice in a row for every method still gets everything done, once',
    async ([, answer], { scene }) => {
      const set = await scene();
      for (const method of owed) set.workspace.faults.add({ method, answer, times: 2 });
      expectAllOnce(set, await playThrough(set));
    },
  );

  story(
    'that loses the response to a message has the message found again, and corrected',
    async ({ scene }) => {
      const set = await scene();
      const announcing = set.workspace.channel('incidents').id;
      set.workspace.faults.add({
        method: 'chat.postMessage',
        answer: 'reset_after',
        when: ({ channel }) => channel === announcing,
      });
      const channel = await set.declare();
      await recovered(set);

      const [announced, ...more] = set.workspace.channel('incidents').posts;
      expect(more).toEqual([]);
      expect(announced?.text).toContain(`<#${channel.id}>`);
    },
  );

  story('that sends Retry-After is obeyed, and no other lane is held up', async ({ scene }) => {
    const set = await scene();
    const { alice, clock, settled, workspace } = set;
    const announcing = workspace.channel('incidents').id;
    const inChannel = ({ channel }: Readonly<Record<string, unknown>>) => channel !== announcing;
    const answer = { status: 429, retryAfter: 30 };
    workspace.faults.add({ method: 'chat.postMessage', answer, when: inChannel });
    const tries = () =>
      workspace.calls.filter(({ method, args }) => method === 'chat.postMessage' && inChannel(args)).length;
    await set.opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
    await alice.submit();
    await settled();
    expect(tries()).toBe(1);
    expect(workspace.channel('incidents').posts).toHaveLength(1);
    clock.advance(25 * second);
    await settled();
    expect(tries()).toBe(1);
    clock.advance(6 * second);
    await recovered(set);

    expect(headline(workspace.channel('inc-1-inbox-is-empty')).pinned).toBe(true);
  });

  story("with its own rate limits gets a busy incident's changes in order", async ({ scene }) => {
    const set = await scene({ workspace: { rateLimits: true } });
    const channel = await set.declare({ Commander: 'alice' });
    await recovered(set);
    const changes = ['P2', 'P1', 'P3', 'P2', 'P4', 'P3', 'P1', 'P2'];
    for (const to of changes) await set.alice.command(command, `severity ${to}`, { in: channel.name });
    await recovered(set);

    // What is overtaken before it is said is told with what has overtaken it: each line goes on from the one before.
    const lines = channel.thread(headline(channel).ts).map(({ text }) => text);
    const steps = lines.flatMap((line) => {
      const again = /The severity is (P\d) again/u.exec(line)?.[1];
      const [, from, to] = / from (P\d) to (P\d)[.:]/u.exec(line) ?? [];
      return [[from ?? again, to ?? again]];
    });
    expect(steps.map(([from]) => from)).toEqual(['P1', ...steps.map(([, to]) => to)].slice(0, -1));
    expect(steps.at(-1)?.[1]).toBe('P2');
    expect(facts(channel).title).toBe('[P2] INCIDENT: Intercom Integration');
  });

  story(
    'that never responds has calls abandoned after 10 s and repeated',
    { timeout: 30_000 },
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, workspace } = set;
      workspace.faults.add({ method: 'chat.postMessage', times: 2, answer: 'hang' });
      await opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
      await alice.submit();
      const givenUp = () =>
        workspace.calls.filter(
          ({ method, status, ms }) => method === 'chat.postMessage' && status === null && ms,
        ).length === 2;
      await workspace.until(givenUp, 'the time-out').catch(() => workspace.until(givenUp, 'the time-out'));
      await recovered(set);

      expect(headline(workspace.channel('inc-1-inbox-is-empty')).pinned).toBe(true);
      expect(workspace.channel('incidents').posts).toHaveLength(1);
      expect(putAside(set)).toEqual([]);
    },
  );

  story('that fails while a failure is reported gets the direct message once', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, workspace } = set;
    workspace.faults.add({
      method: 'conversations.create',
      times: 99,
      answer: { error: 'restricted_action' },
    });
    workspace.faults.add({ method: 'conversations.open', answer: 'reset_after' });
    workspace.faults.add({
      method: 'chat.postMessage',
      answer: 'reset_after',
      when: ({ text }) => String(text).includes("couldn't"),
    });
    await opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
    await alice.submit();
    await recovered(set);

    const direct = workspace.channels.filter(({ kind }) => kind === 'im').flatMap(({ posts }) => posts);
    expect(direct.map(({ text }) => text.includes("couldn't create the incident channel"))).toEqual([true]);
  });

  story(
    "that loses the response at the second close doesn't have the first postmortem taken for it",
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, clock, workspace } = set;
      const channel = await set.declare();
      const close = async (Summary: string) => {
        await opens(alice, () => alice.click(headline(channel), 'Close'));
        await alice.submit({ Summary });
        await recovered(set);
      };
      await close('Over, we thought');
      clock.advance(60 * second);
      await set.type(alice, 'reopen It came back', channel.name);
      clock.advance(60 * second);
      workspace.faults.add({ method: 'files.completeUploadExternal', answer: 'reset_before' });
      await close('Now it is over');

      expect(postmortems(channel).map(({ content }) => /### Summary\n(.*)/u.exec(content)?.[1])).toEqual([
        'Over, we thought',
        'Now it is over',
      ]);
      expect(events(set, 'postmortem_posted')).toHaveLength(2);
    },
  );
});
