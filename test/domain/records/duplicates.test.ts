import { describe, expect, test } from 'vitest';
import type { Recorded } from '../../../src/domain/incident/events/events.ts';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { requestIdsWithDuplicates, timelineWithDuplicates } from '../../../src/domain/records/duplicates.ts';
import { changedSince, postmortem } from '../../../src/domain/records/postmortem.ts';
import { supportPacket } from '../../../src/domain/records/support-packet.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { closed, markedDuplicate, noteAdded, opened, resolved } from '../support/events.ts';
import { byBob, minute, ts } from '../support/fixtures.ts';
import { incidentOf, type Past, record } from '../support/given.ts';

const incident9 = incidentIdSchema.parse(9);
const name = (user: string) => (user === 'U0BOB' ? 'bob' : 'alice');
const intercom = { region: 'eu', host: 'api.eu.intercom.io', apiVersion: '2.14' };

const id = (requestId: string) =>
  ({ type: 'request_id_seen', requestId, source: 'message', where: null }) as const;
const own: Past[] = [
  opened(),
  { event: id('req_b'), at: minute(4) },
  { event: noteAdded('Rolled back', minute(6)), at: minute(6) },
];
/** INC-9, declared by Bob two minutes later, a duplicate from minute 8 on. */
const theirs: Recorded[] = record([
  { event: opened({ title: plainText('Chats hang') }), at: minute(2), by: byBob },
  { event: id('req_a'), at: minute(3), by: byBob },
  { event: id('req_b'), at: minute(5), by: byBob },
  {
    event: {
      type: 'message_captured',
      ts: ts('1795183500.000100'),
      author: null,
      text: plainText('See this'),
      link: 'https://acme.slack.com/p1',
    },
    at: minute(7),
    by: byBob,
  },
  {
    event: { type: 'link_added', url: 'https://grafana.acme.com/d/1', title: plainText('Dashboard') },
    at: minute(7),
    by: byBob,
  },
  { event: markedDuplicate(7), at: minute(8), by: byBob },
]).map((recorded) => ({ ...recorded, incident: incident9 }));

describe('An incident with a duplicate', () => {
  test("shows both timelines' entries at their own times, with origin and links", () => {
    const lines = timelineWithDuplicates(record(own), [theirs], name);
    expect(lines.map(({ text }) => text)).toEqual([
      'First alert: Conversations not loading (declared P1 by alice)',
      'INC-9: First alert: Chats hang (declared P1 by bob)',
      'INC-9: Message: See this',
      'Note by alice: Rolled back',
      'INC-9: Link by bob: Dashboard, https://grafana.acme.com/d/1',
      'INC-9: Marked as a duplicate of INC-7 by bob',
    ]);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(lines.find(({ text }) => text.includes('See this'))?.link).toBe('https://acme.slack.com/p1');
  });

  test('has the request_ids of both, once each where first seen', () => {
    const ids = requestIdsWithDuplicates(incidentOf(...own), [theirs]);
    expect(ids.map(({ requestId, incident }) => [requestId, incident])).toEqual([
      ['req_a', 9],
      ['req_b', 7],
    ]);
    expect(supportPacket(incidentOf(...own), record(own), intercom, [theirs])).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^- req_a, .*14:03:00/),
        expect.stringMatching(/^- req_b, .*14:04:00/),
      ]),
    );
  });

  test('has the people, request_ids, and links of both in its postmortem', () => {
    const text = postmortem(record(own), name, [theirs]);
    expect(text).toContain('**Intercom request_ids:** [req_a, req_b]');
    expect(text).toContain('- Participants: alice, bob');
    expect(text).toMatch(/### Links\n- Dashboard: .*grafana/u);
    expect(text).toContain('14:02 - INC-9: First alert: Chats hang');
  });

  test('says in its next postmortem that the timeline has gained entries since the last', () => {
    const posted: Past[] = [
      ...own,
      { event: resolved(), at: minute(7) },
      { event: closed(), at: minute(7) },
      { event: { type: 'postmortem_posted', of: 5, file: 'F1' }, at: minute(7) },
    ];
    expect(changedSince(record(posted), name, [theirs])).toEqual([
      'Intercom request_ids',
      'Timeline',
      'People',
      'Links',
    ]);
    expect(changedSince(record(posted), name)).toEqual([]);
  });
});

test('An incident without duplicates reads as before', () => {
  expect(postmortem(record(own), name, [])).toBe(postmortem(record(own), name));
});
