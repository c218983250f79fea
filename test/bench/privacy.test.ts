import { expect, onTestFinished, test } from 'vitest';
import type { IncidentEvidence } from '../../bench/chaos/evidence/evidence.ts';
import { channelsLeft, hasMoved, sinceMove } from '../../bench/chaos/evidence/moves.ts';
import { checkPrivacy } from '../../bench/chaos/rules/privacy.ts';
import { firstOfEach } from '../../bench/chaos/rules/reminders.ts';
import { app } from '../../demo/app.ts';
import { startWorkspace } from '../../packages/slack-sandbox/start-workspace.ts';
import { channelReady, opened, reminded } from '../domain/support/events.ts';
import { channel, minute, otherChannel } from '../domain/support/fixtures.ts';
import { incidentOf, type Past, record } from '../domain/support/given.ts';
import { clientOf } from '../sandbox/slack/support/client.ts';

const moved: Past = { type: 'made_private', how: 'moved' };

const evidenceOf = (...past: readonly Past[]): IncidentEvidence => ({
  name: 'INC-7',
  incident: incidentOf(...past),
  events: record(past),
  exported: { title: '', requestIds: [], timeline: [] },
  pending: [],
  dead: [],
  channel: null,
  messages: [],
  elsewhere: [],
  announcements: [],
  ends: [],
});

test('the chaos run finds what others see of an incident that became private: in text, in blocks, in a file', async () => {
  const workspace = await startWorkspace(app);
  onTestFinished(() => workspace.stop());
  const bot = clientOf(workspace);
  const { id } = workspace.channel('random');
  workspace.person('alice').invite('random', workspace.botUserId);
  const title = opened().title;
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: `About ${title}` } }];
  await bot.chat.postMessage({ channel: id, text: 'See INC-7.' });
  await bot.chat.postMessage({ channel: id, text: 'Something', blocks });
  await bot.chat.postMessage({ channel: id, text: 'See INC-77.' });
  await bot.filesUploadV2({ channel_id: id, filename: 'postmortem-INC-7.md', content: 'Keys' });
  const found = (...past: readonly Past[]) => checkPrivacy(evidenceOf(...past), workspace);

  expect(found(opened(), channelReady())).toEqual([]);
  const leaks = found(opened(), channelReady(), moved).map(({ what }) => what);
  expect(leaks).toEqual([
    expect.stringContaining('"See INC-7." in #random'),
    expect.stringContaining('"Something" in #random'),
    expect.stringContaining('the file postmortem-INC-7.md in #random'),
  ]);
});

test('the chaos run asks of a moved incident for what happened in its new channel only', () => {
  const before = evidenceOf(opened(), channelReady());
  expect([hasMoved(before), sinceMove(before), channelsLeft(before).size]).toEqual([false, before, 0]);
  const after = evidenceOf(opened(), channelReady(), moved, channelReady({ channel: otherChannel }), moved);
  expect(sinceMove(after).events).toEqual([]);
  const there = evidenceOf(opened(), channelReady(), moved, channelReady({ channel: otherChannel }));
  expect([sinceMove(there).events.length, [...channelsLeft(there)]]).toEqual([0, [channel]]);
});

test('the chaos run calls no reminder late that a moved incident sends again in its new channel', () => {
  const arrived: Past = { event: channelReady({ channel: otherChannel }), at: minute(40) };
  const dues = (...past: readonly Past[]) =>
    firstOfEach(evidenceOf(opened(), channelReady(), ...past)).map(({ event }) => event.due);
  expect(dues(reminded(minute(30)), moved, arrived, reminded(minute(30)), reminded(minute(35)))).toEqual([
    minute(30),
  ]);
  expect(dues(moved, arrived, reminded(minute(45)))).toEqual([minute(45)]);
  expect(dues(reminded(minute(30)), reminded(minute(35)))).toEqual([minute(30), minute(35)]);
});

test('the chaos run calls no reminder late that an incident sends again once it has a channel at all', () => {
  const ready: Past = { event: channelReady(), at: minute(50) };
  const past = [
    reminded(minute(30)),
    ready,
    reminded(minute(30)),
    reminded(minute(35)),
    reminded(minute(55)),
  ];
  const dues = firstOfEach(evidenceOf(opened(), ...past)).map(({ event }) => event.due);
  expect(dues).toEqual([minute(30), minute(55)]);
});
