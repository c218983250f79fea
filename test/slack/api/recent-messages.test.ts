import { expect, test } from 'vitest';
import { pinnedSince } from '../../../src/slack/api/recent-messages.ts';

test.each([
  [1_795_269_600.999, true],
  [1_795_269_601, false],
])('What Slack says was pinned in second 1795269600 was pinned since %d: %s', (since, counts) => {
  const pin = { created: 1_795_269_600, created_by: 'U000000BOB1', message: { ts: '1795269600.000100' } };
  expect(pinnedSince({ ok: true, items: [pin] }, since)).toHaveLength(counts ? 1 : 0);
});
