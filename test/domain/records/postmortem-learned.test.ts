import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { noteAdded, opened } from '../support/events.ts';
import { alice, bob, minute, ts } from '../support/fixtures.ts';
import { type Past, record } from '../support/given.ts';

const timelineOf = (...past: readonly Past[]): string => {
  const text = postmortem(record(past), (user) => (user === alice ? 'Alice' : 'Bob')) ?? '';
  return (text.split('### Timeline\n')[1] ?? '').split('\n\n###')[0] ?? '';
};

const captured: IncidentEvent = {
  type: 'message_captured',
  ts: ts(`${minute(10) / 1000}.000100`),
  author: bob,
  text: plainText('DNS failed'),
  link: null,
};

describe('The timeline of a postmortem', () => {
  const late = (event: IncidentEvent, at: Millis) => timelineOf(opened(), { event, at });

  test.each<[string, IncidentEvent, Millis, string]>([
    [
      'a note of earlier',
      noteAdded('DNS failed', minute(5)),
      minute(25),
      '14:05 - Note by Alice: DNS failed (recorded 14:25)',
    ],
    [
      'a note of the day before',
      noteAdded('DNS failed', minute(-24 * 60)),
      minute(25),
      '2026-11-19 14:00 - Note by Alice: DNS failed (recorded 2026-11-20 14:25)',
    ],
    [
      'a note of the same minute',
      noteAdded('DNS failed', minute(5)),
      minute(5.8),
      '14:05 - Note by Alice: DNS failed\n',
    ],
    ['a message, which was known once it was sent', captured, minute(25), '14:10 - Bob: DNS failed\n'],
  ])('says when something was recorded if that was after it happened: %s', (_name, event, at, line) => {
    expect(`${late(event, at)}\n`).toContain(`- ${line}`);
  });

  test('says when a note was written that was moved in time, and nothing of a moved message, which is a correction', () => {
    const at = minute(90);
    const edited = (of: number): Past => ({ event: { type: 'entry_edited', of, when: minute(2) }, at });
    const note = { event: noteAdded('DNS failed', minute(5)), at: minute(5) };
    expect(timelineOf(opened(), note, edited(2))).toContain(
      '- 14:02 - Note by Alice: DNS failed (recorded 14:05)',
    );
    const message = { event: captured, at: minute(11) };
    expect(`${timelineOf(opened(), message, edited(2))}\n`).toContain('- 14:02 - Bob: DNS failed\n');
  });
});
