import { describe, expect, test } from 'vitest';
import { isReadable } from '../../../src/slack/transport/payload-schemas.ts';

const onMessage = {
  type: 'message_action',
  callback_id: 'add_to_timeline',
  user: { id: 'U0ALICE' },
  channel: { id: 'C0INC7' },
};

describe('A payload is readable', () => {
  test("if it's a message shortcut with its channel", () => {
    expect(isReadable(onMessage)).toBe(true);
  });

  test('but not if its channel is null, because Bolt would read its ID', () => {
    expect(isReadable({ ...onMessage, channel: null })).toBe(false);
  });
});
