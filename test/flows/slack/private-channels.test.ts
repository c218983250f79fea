import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app } from '../../../demo/app.ts';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { oldInstallation } from '../support/faults/installations.ts';
import { botMessages, facts, headline, postmortems } from '../support/find-messages.ts';
import { events, putAside, requestIds } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { type Scene, setScene } from '../support/scene.ts';

const kinds = ['public', 'private', 'converted'] as const;
const installations = { today: app, old: oldInstallation };

type Kind = (typeof kinds)[number];
type Case = { readonly kind: Kind; readonly installed: keyof typeof installations };

const cases = kinds.flatMap((kind): Case[] => [
  { kind, installed: 'today' },
  { kind, installed: 'old' },
]);

/** Slack does what it is asked, and its answer gets lost, once. */
const loseAnswer = ({ workspace }: Scene, channel: string, thread: boolean) =>
  workspace.faults.add({
    method: 'chat.postMessage',
    answer: 'reset_after',
    when: (args) => args.channel === channel && (args.thread_ts !== undefined) === thread,
  });

/**
 * Plays an incident in which every part has to do with its channels. `private`: the announcement channel is so from the
 * beginning, the incident's from its first moment on; `converted`: both were made private after the declaration.
 */
async function played({ kind, installed }: Case) {
  const set = await setScene({ workspace: installations[installed] });
  const { alice, opens, settled, type, workspace } = set;
  if (kind === 'private') alice.makePrivate('incidents');
  loseAnswer(set, workspace.channel('incidents').id, false);
  const channel = await set.declare();
  if (kind === 'private') alice.makePrivate(channel.name);
  await recovered(set);
  const announced = { times: workspace.channel('incidents').posts.length, aside: putAside(set) };
  if (kind === 'converted')
    for (const { name } of [channel, workspace.channel('incidents')]) alice.makePrivate(name);

  loseAnswer(set, channel.id, true);
  await type(alice, 'severity P2', channel.name);
  await recovered(set);
  await type(alice, 'commander @bob', channel.name);
  alice.react(alice.post(channel.name, 'By reaction'), 'pushpin');
  alice.pin(alice.post(channel.name, 'By pin'));
  await alice.shortcut('Add to incident timeline', alice.post(channel.name, 'By shortcut'));
  alice.post(channel.name, 'The gateway says req_private_1');
  await settled();
  await opens(alice, () => alice.click(headline(channel), 'Close'));
  await alice.submit({ Summary: 'It is over' });
  await settled();
  await opens(alice, () => alice.click(headline(channel), 'Reopen'));
  await alice.submit({ Why: 'It is back' });
  await settled();
  return { set, channel, announced };
}

describe.each(cases)('With channels that are $kind, and the app as installed $installed,', (one) => {
  const { kind, installed } = one;
  /** Whether Slack keeps from the app what it needs of the incident channel. */
  const kept = installed === 'old' && kind !== 'public';
  /** Whether the bot knows that the incident is its members' alone. */
  const secret = installed === 'today' && kind !== 'public';
  let set: Scene;
  let channel: ChannelSnapshot;
  let announced: Awaited<ReturnType<typeof played>>['announced'];
  beforeAll(async () => {
    ({ set, channel, announced } = await played(one));
  }, 60_000);
  afterAll(() => set?.stop());

  /** What the channel was told could not be done, and the scope that it names. */
  const setback = (what: string): string | undefined =>
    /Slack returned missing_scope\)\. .*Add the scope (\S+) under .* reinstall the app/u.exec(
      botMessages(channel, `couldn't ${what}`)[0]?.text ?? '',
    )?.[1];

  /** Whether the bot cannot know that its announcement has arrived. */
  const blind = installed === 'old' && kind === 'private';

  test('an announcement whose response was lost exists once, or the missing scope is reported', () => {
    expect(announced).toEqual({ times: 1, aside: blind ? ['announce:1'] : [] });
    expect(setback('update the announcement')).toBe(blind ? 'groups:history' : undefined);
  });

  test('the announcement is updated, emptied, or left as it was, and never posted twice', () => {
    const posts = set.workspace.channel('incidents').posts.filter(({ threadTs }) => threadTs === null);
    const shown = posts.map(({ text }) => text);
    const says = secret ? /^:lock: This incident is private now\.$/u : blind ? /\[P1\]/u : /\[P2\]/u;
    expect(shown).toEqual([expect.stringMatching(says)]);
  });

  test('a reply whose response was lost exists once, or the missing scope is reported', () => {
    expect(botMessages(channel, 'changed the severity from P1 to P2')).toHaveLength(1);
    expect(setback('post a change in the headline thread')).toBe(kept ? 'groups:history' : undefined);
  });

  test('marked messages are read, or the missing scope is reported', () => {
    const texts = events(set, 'message_captured').map(({ body }) => body.text);
    expect(texts.toSorted()).toEqual(kept ? [] : ['By pin', 'By reaction', 'By shortcut']);
    expect(events(set, 'message_marked')).toHaveLength(3);
    expect(setback('read the message added to the timeline')).toBe(kept ? 'groups:history' : undefined);
  });

  test('request_ids in messages are kept if Slack sends the messages', () => {
    expect(requestIds(set).includes('req_private_1')).toBe(!kept);
  });

  test('the topic is updated, or the missing scope is reported', () => {
    expect(channel.topic).toBe(`[${kept ? 'P1' : 'P2'}] INC-1: Conversations not loading`);
    expect(setback('set the channel topic')).toBe(kept ? 'groups:write' : undefined);
  });

  test('the commander is invited, must already be a member, or the missing scope is reported', () => {
    expect(channel.members.includes('bob')).toBe(!kept && !secret);
    expect(events(set, 'commander_assigned').length).toBe(secret ? 0 : 1);
    expect(setback('invite <@')).toBe(kept ? 'groups:write' : undefined);
  });

  test('the headline, the bookmarks, and the postmortem are posted', () => {
    expect(facts(channel).title).toBe('[P2] INCIDENT: Intercom Integration');
    expect(headline(channel).pinned).toBe(true);
    expect(channel.bookmarks.map(({ title }) => title)).toEqual([
      'Intercom status',
      'Diagnosis and steps',
      'Postmortem',
    ]);
    expect(postmortems(channel)).toHaveLength(1);
  });

  test('a reopened incident continues in its channel', () => {
    expect(set.workspace.channels.filter(({ name }) => name.startsWith('inc-1'))).toHaveLength(1);
    expect(botMessages(channel, '*Reopened* by')).toHaveLength(1);
  });

  test('nothing else fails permanently', () => {
    const types = putAside(set).map((key) => key.split(':')[0]);
    const others = types.filter((type) => type !== 'announce');
    expect([...new Set(others)].toSorted()).toEqual(
      kept ? ['capture_message', 'invite', 'post_change', 'set_topic'] : [],
    );
  });
});
