import { describe, expect, test } from 'vitest';
import { isRelevantEvent } from '../../../src/slack/listening/relevant-events.ts';

const message = (text: string) => ({
  type: 'message',
  channel: 'C1',
  user: 'U1',
  ts: '1700000000.000100',
  text,
});

describe('An event is relevant', () => {
  test("if it's a message with a request_id", () => {
    expect(isRelevantEvent(message('request id: 6e0cdb5b-3f0c-4b43-9f3a-2f6f1e6f9a10'))).toBe(true);
  });

  test("if it's a message that was edited to contain one", () => {
    const edited = {
      type: 'message',
      subtype: 'message_changed',
      channel: 'C1',
      message: message('req_1a2b3c4d5e6f'),
    };
    expect(isRelevantEvent(edited)).toBe(true);
  });

  test.each(['deleted', 'is_restricted', 'is_ultra_restricted', 'is_stranger', 'is_bot'])(
    'if it says that an account is %s now',
    (flag) => {
      expect(isRelevantEvent({ type: 'user_change', user: { id: 'U1', [flag]: true } })).toBe(true);
    },
  );

  test("if it's neither a message nor an account", () => {
    expect(isRelevantEvent({ type: 'reaction_added' })).toBe(true);
  });
});

describe("An event isn't relevant", () => {
  test.each([
    ['as a message that only talks', message('Nothing arrives since ten past two.')],
    ['as a member’s account, with another picture say', { type: 'user_change', user: { id: 'U1' } }],
    ['as an account that cannot be read', { type: 'user_change', user: 'U1' }],
    ['as a message that was deleted', { type: 'message', subtype: 'message_deleted', channel: 'C1' }],
  ])('%s', (_, event) => {
    expect(isRelevantEvent(event)).toBe(false);
  });
});
