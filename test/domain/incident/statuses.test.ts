import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/domain/decide/decide.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { PersonCommand } from '../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { scribeRole } from '../../../src/domain/incident/people/roles.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import type { Status } from '../../../src/domain/incident/status.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { overhear } from '../../support/overhear.ts';
import { itemAdded, line } from '../incident/items/support/items.ts';
import { diagnosed } from '../support/diagnoses.ts';
import { cancelled, closed, opened, reminded, resolved, updatePosted } from '../support/events.ts';
import { bob, byAlice, emptyReview, minute, policy, ts } from '../support/fixtures.ts';
import { record } from '../support/given.ts';
import { goesOn } from '../support/goes-on.ts';

/** Incidents with a diagnosis and a reminder to act on, one in each status. */
const pasts: Readonly<Record<Status, IncidentEvent[]>> = {
  INVESTIGATING: [],
  IDENTIFIED: [updatePosted({ status: 'IDENTIFIED' }), reminded()],
  MONITORING: [updatePosted({ status: 'MONITORING' }), reminded()],
  RESOLVED: [resolved()],
  CLOSED: [resolved(), closed()],
  CANCELLED: [cancelled()],
};
const taken = ts('8.1');
const message: IncidentEvent = {
  type: 'message_captured',
  ts: taken,
  author: bob,
  text: plainText('503'),
  link: null,
};
const hidden: IncidentEvent = { type: 'entry_hidden', of: 3, hiding: 'person', why: null };
const incidentIn = (status: Status) => {
  const items = [itemAdded(), itemAdded({ item: 2 }), { type: 'action_item_done', item: 2 } as const];
  const before = [opened(), diagnosed(), reminded(), hidden, message, ...items];
  const events: IncidentEvent[] = [...before, ...pasts[status]];
  const incident = fold(record(events));
  if (!incident) throw new Error('A past begins with opened.');
  return { incident, reminder: events.findLastIndex(({ type }) => type === 'reminded') + 1 };
};

const statuses = Object.keys(pasts) as Status[];
const open = 'open' as const;

type Allowed = readonly Status[];
const all: Allowed = statuses;
const working: Allowed = ['INVESTIGATING', 'IDENTIFIED', 'MONITORING'];
const unlessFinal: Allowed = [...working, 'RESOLVED'];
const over: Allowed = ['RESOLVED', 'CLOSED', 'CANCELLED'];

const text = plainText('Words');
type Case = readonly [command: (reminder: number) => PersonCommand, allowed: Allowed];

/** Everything that a person can want of an incident that is there, and in which statuses it can be had. */
const wants: Readonly<
  Record<Exclude<PersonCommand['type'], typeof open | 'look_at_messages' | 'channel_made_private'>, Case>
> = {
  post_update: [
    () => ({
      type: 'post_update',
      status: 'IDENTIFIED',
      impact: text,
      cause: null,
      action: null,
      nextUpdateAt: null,
    }),
    working,
  ],
  change_line: [() => ({ type: 'change_line', line: 'cause', text }), working],
  change_title: [() => ({ type: 'change_title', title: text }), unlessFinal],
  correct_start: [() => ({ type: 'correct_start', startedAt: minute(-5) }), [...unlessFinal, 'CLOSED']],
  correct_times: [
    () => ({ type: 'correct_times', to: { acknowledged: minute(1) } }),
    [...unlessFinal, 'CLOSED'],
  ],
  add_link: [() => ({ type: 'add_link', url: 'https://docs.example/', title: null }), unlessFinal],
  add_note: [() => ({ type: 'add_note', text, when: null }), unlessFinal],
  change_severity: [() => ({ type: 'change_severity', to: 'P3', why: null }), unlessFinal],
  assign_commander: [() => ({ type: 'assign_commander', user: bob }), unlessFinal],
  assign_roles: [
    () => ({ type: 'assign_roles', to: [{ role: scribeRole, user: bob }], untouched: [] }),
    unlessFinal,
  ],
  ask_copy: [() => ({ type: 'ask_copy' }), all],
  catch_up: [() => ({ type: 'catch_up', asked: true }), all],
  request_triage: [() => ({ type: 'request_triage' }), unlessFinal],
  tick_step: [() => ({ type: 'tick_step', of: 2, step: 'serve_cache', done: true }), unlessFinal],
  snooze: [(of) => ({ type: 'snooze', of, forMs: 900_000 }), working],
  mark_message: [() => ({ type: 'mark_message', ts: ts('9.1'), via: 'pin' }), unlessFinal],
  message_deleted: [() => ({ type: 'message_deleted', ts: taken }), all],
  record_request_ids: [
    () => ({ type: 'record_request_ids', seen: [{ requestId: 'req_1', source: 'message', where: null }] }),
    unlessFinal,
  ],
  edit_entry: [() => ({ type: 'edit_entry', of: 1, text, when: null }), all],
  hide_entry: [() => ({ type: 'hide_entry', of: 2, why: null }), all],
  restore_entry: [() => ({ type: 'restore_entry', of: 3 }), all],
  add_item: [() => ({ type: 'add_item', line: line('Words'), link: null }), all],
  edit_item: [() => ({ type: 'edit_item', item: 1, line: line('Words') }), all],
  complete_item: [() => ({ type: 'complete_item', item: 1 }), all],
  reopen_item: [() => ({ type: 'reopen_item', item: 2 }), all],
  drop_item: [() => ({ type: 'drop_item', item: 1, why: text }), all],
  resolve: [() => ({ type: 'resolve', fix: null }), working],
  close: [() => ({ type: 'close', ...emptyReview }), unlessFinal],
  edit_postmortem: [
    () => ({
      type: 'edit_postmortem',
      summary: text,
      rootCause: null,
      fix: null,
      lessons: null,
      conversationsAffected: null,
      usersAffected: null,
    }),
    ['CLOSED'],
  ],
  cancel: [() => ({ type: 'cancel', reason: 'false_alarm', why: null }), unlessFinal],
  mark_duplicate: [() => ({ type: 'mark_duplicate', original: goesOn.id }), unlessFinal],
  make_private: [() => ({ type: 'make_private', how: 'moved' }), statuses],
  reopen: [() => ({ type: 'reopen', why: null }), over],
};

describe.each(Object.entries(wants))('%s', (_type, [command, allowed]) => {
  test.each(all)('on an incident that is %s is done, or refused in a sentence that names it', (status) => {
    const { incident, reminder } = incidentIn(status);
    const decision = decide(
      incident,
      { command: command(reminder), by: byAlice, at: minute(40), originals: [goesOn] },
      policy,
    );
    expect(isRefusal(decision) ? 'refused' : 'done').toBe(allowed.includes(status) ? 'done' : 'refused');
    if (!isRefusal(decision)) return expect(decision.length).toBeGreaterThan(0);
    overhear(decision.refused);
    expect(decision.refused).toMatch(/INC-7.*[.!]$/s);
  });
});
