import { afterEach, beforeEach, expect, test } from 'vitest';
import { MovableClock } from '../../../packages/slack-sandbox/clock.ts';
import { type Connected, connect } from './support/client.ts';

const channel = 'C0INCIDENTS';
let connected: Connected;

beforeEach(async () => {
  const clock = new MovableClock(Date.UTC(2026, 2, 1, 14, 0), { still: true });
  connected = await connect({ clock, rateLimits: false });
});

afterEach(() => connected.workspace.stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });

test("A channel's transcript shows threads, edits, pins, reactions, and files", async () => {
  const { client, workspace } = connected;
  const alice = workspace.person('alice');
  const bob = workspace.person('bob');
  const first = alice.post('incidents', 'Inbox is down & @bob is on it');
  alice.edit(first, 'Inbox is down, @bob is on it');
  bob.post('incidents', 'looking', { thread: first });
  bob.react(first, 'eyes');
  bob.pin(first);
  workspace.clock.advance(86_400_000);
  await client.filesUploadV2({
    channel_id: channel,
    filename: 'postmortem.md',
    content: '# Done',
    initial_comment: 'All over',
  });
  expect(workspace.transcript('incidents')).toBe(
    [
      '#incidents',
      '--- 2026-03-01 ---',
      '14:00  alice',
      '       Inbox is down, @bob is on it (edited)',
      '       (pinned)',
      '       :eyes: 1',
      '    | 14:00  bob',
      '    |        looking',
      '14:00  - @bob pinned a message to this channel.',
      '--- 2026-03-02 ---',
      '14:00  incident_bot',
      '       All over',
      '       [file: postmortem.md]',
      '',
    ].join('\n'),
  );
});

test('A transcript shows blocks as people see them', async () => {
  const { client, workspace } = connected;
  const { ts } = await client.chat.postMessage({
    channel,
    text: 'fallback',
    blocks: [
      { type: 'header', text: plain('INC-1 <Inbox> down') },
      {
        type: 'section',
        text: mrkdwn('*Status* &lt;open&gt; <https://x.example/|details>'),
        accessory: { type: 'button', action_id: 'a', text: plain('Take command') },
      },
      { type: 'section', fields: [mrkdwn('*Commander*\n<@U000000BOB1>'), mrkdwn('*Where*\n<#C000RANDOM1>')] },
      { type: 'divider' },
      {
        type: 'context',
        elements: [mrkdwn('until <!date^1772375400^{date_short_pretty} at {time}|later>\nor so')],
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
              { type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U00000ALICE' }] },
            ],
          },
        ],
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'b', text: plain('Post update') },
          { type: 'checkboxes', action_id: 'c', options: [{ text: plain('Called'), value: 'called' }] },
          { type: 'datetimepicker', action_id: 'd', initial_date_time: 1_772_375_400 },
        ],
      },
    ],
  });
  expect(workspace.read({ channel, ts: String(ts) }).split('\n')).toEqual([
    '# INC-1 <Inbox> down',
    '*Status* <open> details (https://x.example/)  [Take command]',
    '*Commander*',
    '@bob',
    '*Where*',
    '#random',
    '────────',
    'until today at 14:30',
    'or so',
    '• one',
    '• @alice',
    '[Post update] [ ] Called [2026-03-01 14:30 ▾]',
  ]);
});

test("A person's transcript is in their time zone and includes their ephemerals", async () => {
  const { client, workspace } = connected;
  workspace.person('carol').post('incidents', 'konnichiwa');
  await client.chat.postEphemeral({ channel, user: 'U00000CAROL', text: 'only carol' });
  expect(workspace.transcript('incidents', 'carol')).toContain(
    '23:00  (only visible to you)\n       only carol',
  );
  expect(workspace.transcript('incidents')).not.toContain('only carol');
});

test("An archived channel's transcript says so above the topic", () => {
  const { workspace } = connected;
  workspace.person('alice').setTopic('incidents', 'P1: inbox down');
  workspace.person('alice').archive('incidents');
  expect(workspace.transcript('incidents').split('\n')[0]).toBe('#incidents (archived): P1: inbox down');
});

test("A transcript names the person in Slack's own messages, even if their text doesn't", () => {
  const { workspace } = connected;
  workspace.person('alice').makePrivate('incidents');
  expect(workspace.transcript('incidents')).toContain(
    '14:00  - @alice made this channel *private*. Now, it can only be viewed or joined by invitation.',
  );
});
