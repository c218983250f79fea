import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MovableClock } from '../../../../packages/slack-sandbox/clock.ts';
import { type Connected, connect, errorOf } from '../support/client.ts';

let slack: Connected;
const now = Date.UTC(2026, 2, 1) / 1_000;
const minute = 60;

beforeEach(async () => {
  slack = await connect({ clock: new MovableClock(now * 1_000, { still: true }), rateLimits: false });
});
afterEach(() => slack.workspace.stop());

const channel = 'C0INCIDENTS';
const at = (post_at: number, text = 'Stand up') =>
  slack.client.chat.scheduleMessage({ channel, post_at, text });
const texts = () => slack.workspace.channel('incidents').posts.map(({ text }) => text);

describe('A scheduled message', () => {
  test('is posted when the clock reaches its time, and not before', async () => {
    expect(await at(now + 10 * minute)).toMatchObject({
      channel,
      post_at: now + 10 * minute,
      scheduled_message_id: 'Q0000000001',
      message: { type: 'delayed_message', text: 'Stand up' },
    });
    slack.workspace.clock.advance(10 * minute * 1_000 - 1);
    expect(texts()).toEqual([]);
    slack.workspace.clock.advance(1);
    expect(texts()).toEqual(['Stand up']);
    expect((await slack.client.chat.scheduledMessages.list()).scheduled_messages).toEqual([]);
  });

  test('is listed by its time, and can be deleted until a minute before', async () => {
    const late = await at(now + 20 * minute, 'late');
    const near = await at(now + 5 * minute, 'soon');
    const listed = await slack.client.chat.scheduledMessages.list({ channel });
    expect(listed.scheduled_messages?.map(({ text }) => text)).toEqual(['soon', 'late']);
    const remove = (id = '') =>
      slack.client.chat.deleteScheduledMessage({ channel, scheduled_message_id: id });
    await remove(late.scheduled_message_id);
    slack.workspace.clock.advance(4 * minute * 1_000);
    expect(await errorOf(remove(near.scheduled_message_id))).toBe('invalid_scheduled_message_id');
    slack.workspace.clock.advance(60 * minute * 1_000);
    expect(texts()).toEqual(['soon']);
  });

  test('is forgotten on reset', async () => {
    await at(now + minute);
    slack.workspace.reset();
    slack.workspace.clock.advance(2 * minute * 1_000);
    expect(texts()).toEqual([]);
  });

  test.each([
    ['time_in_past', now],
    ['time_too_far', now + 121 * 86_400],
  ])('is refused with %s', async (error, postAt) => {
    expect(await errorOf(at(postAt))).toBe(error);
  });

  test('is refused if thirty are due within five minutes', async () => {
    for (let count = 0; count < 30; count += 1) await at(now + 10 * minute + count);
    expect(await errorOf(at(now + 12 * minute))).toBe('restricted_too_many');
    await at(now + 20 * minute);
  });
});

test("A message event carries the message's metadata", async () => {
  const metadata = { event_type: 'deploy', event_payload: { id: 'D1' } };
  await slack.client.chat.postMessage({ channel, text: 'Deployed', metadata });
  expect(slack.workspace.deliveries.at(-1)?.payload).toMatchObject({ event: { type: 'message', metadata } });
});
