import { expect, test } from 'vitest';
import { listJson, listText } from '../../src/terminal/list.ts';
import { at, row, rows } from '../slack/support/incidents.ts';

const now = at('2026-11-21T14:10:00Z');
const [second, first] = rows(2);
const nameOf = () => 'alice';
const over = row({
  status: 'CLOSED',
  title: 'Webhooks\nare late',
  resolvedAt: at('2026-11-21T14:04:00Z'),
  closedAt: at('2026-11-21T14:09:00Z'),
  nextUpdateAt: null,
});

test('The list shows open incidents with commander and next update, then ended ones with their times.', () => {
  if (!first || !second) throw new Error('There are no rows.');
  const late = { ...second, nextUpdateAt: at('2026-11-21T14:05:00Z'), drill: true };
  expect(listText({ open: [first, late], over: [over], nameOf }, now, 'UTC').split('\n')).toEqual([
    'Open: 2',
    '  INC-1 [P1] INVESTIGATING: Inbox does not load · commander alice · next update 14:30 UTC · declared 14:00 UTC',
    '  DRILL INC-2 [P1] INVESTIGATING: Inbox does not load · commander alice · update overdue since 14:05 UTC · declared 14:00 UTC',
    '',
    'Recently ended',
    '  INC-7 [P1] CLOSED: Webhooks are late · declared 14:00 UTC · resolved 14:04 UTC · closed 14:09 UTC',
  ]);
});

test('The list says if nothing is open or there is no commander, and shows times in the configured zone.', () => {
  expect(listText({ open: [], over: [over], nameOf }, now, 'Asia/Kolkata')).toMatch(
    /^No open incidents\n\nRecently ended\n.*declared 19:30 GMT\+5:30/,
  );
  expect(listText({ open: [row()], over: [], nameOf: () => null }, now, 'UTC')).toContain(
    ' · no commander · ',
  );
});

test('The list of no incidents says how to declare one, and is an empty array as JSON.', () => {
  const none = { open: [], over: [], nameOf };
  expect(listText(none, now, 'UTC')).toBe(
    'There are no incidents yet. Declare one in Slack: /intercom-incident open',
  );
  expect(listJson(none)).toBe('[]');
});
