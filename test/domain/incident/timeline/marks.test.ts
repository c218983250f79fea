import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, headlinePosted, opened, resolved } from '../../support/events.ts';
import { alice, byBot, minute, ts } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const message = ts('1790000000.000100');
const mark = (via: 'shortcut' | 'pin' | 'reaction' = 'shortcut'): Command => ({
  type: 'mark_message',
  ts: message,
  via,
});
const marked: IncidentEvent = { type: 'message_marked', ts: message, via: 'shortcut' };
const captured: IncidentEvent = {
  type: 'message_captured',
  ts: message,
  author: alice,
  text: plainText('The cache is cold'),
  link: 'https://acme.slack.com/archives/C0INC7/p1790000000000100',
};

describe('A marked message', () => {
  test.each(['shortcut', 'pin', 'reaction'] as const)('can be marked by %s', (via) => {
    given(opened()).when(mark(via)).thenRecords({ type: 'message_marked', ts: message, via });
  });

  test('is marked once: marking it again, in any way, records nothing', () => {
    given(opened(), marked).when(mark('pin')).thenRecords();
  });

  test("isn't recorded if it's the headline itself, which the bot pins", () => {
    given(opened(), headlinePosted({ ts: message }))
      .when(mark('pin'))
      .thenRecords();
  });

  test('is refused on a closed incident', () => {
    given(opened(), resolved(), closed())
      .when(mark())
      .thenRefused(/closed/);
  });

  test('is captured once with author, text and link', () => {
    const fact: Command = {
      type: 'record_message',
      ts: message,
      author: alice,
      text: plainText('The cache is cold'),
      link: 'https://acme.slack.com/archives/C0INC7/p1790000000000100',
      marked: true,
    };
    given(opened(), marked).when(fact, { by: byBot }).thenRecords(captured);
    given(opened(), marked, captured).when(fact, { by: byBot }).thenRecords();
  });

  test("that has lost its mark by the time it's read is hidden, unless the shortcut marked it", () => {
    const fact: Command = {
      type: 'record_message',
      ts: message,
      author: alice,
      text: plainText('The cache is cold'),
      link: 'https://acme.slack.com/archives/C0INC7/p1790000000000100',
      marked: false,
    };
    given(opened(), { type: 'message_marked', ts: message, via: 'reaction' })
      .when(fact, { by: byBot })
      .thenRecords(captured, { type: 'entry_hidden', of: 3, hiding: 'unmarked', why: null });
    given(opened(), marked).when(fact, { by: byBot }).thenRecords(captured);
  });

  test('is known as marked and recorded', () => {
    const incident = incidentOf(opened(), marked, captured);
    expect([incident.marked.keys(), incident.captured.keys()]).toEqual([[message], [message]]);
  });
});

describe('request_ids from people', () => {
  const recordIds = (...ids: string[]): Command => ({
    type: 'record_request_ids',
    seen: ids.map((requestId) => ({ requestId, source: 'message', where: 'https://acme.slack.com/1' })),
  });
  const kept = (requestId: string): IncidentEvent => ({
    type: 'request_id_seen',
    requestId,
    source: 'message',
    where: 'https://acme.slack.com/1',
  });

  test('are kept in the order they came', () => {
    given(opened()).when(recordIds('req_b', 'req_a')).thenRecords(kept('req_b'), kept('req_a'));
  });

  test('are kept once, within one message and over the incident', () => {
    given(opened(), kept('req_a'))
      .when(recordIds('req_b', 'req_a', 'req_b'))
      .thenRecords(kept('req_b'));
  });

  test('of a closed incident are refused', () => {
    given(opened(), resolved(), closed())
      .when(recordIds('req_a'))
      .thenRefused(/closed/);
  });

  test('stay with where and when they were first seen', () => {
    const later: IncidentEvent = {
      type: 'request_id_seen',
      requestId: 'req_a',
      source: 'triage',
      where: 'API',
    };
    const past = [opened(), { event: kept('req_a'), at: minute(3) }, { event: later, at: minute(8) }];
    expect(incidentOf(...past).requestIds.get('req_a')).toMatchObject({ source: 'message', at: minute(3) });
  });
});
