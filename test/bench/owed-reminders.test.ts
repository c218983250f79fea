import { describe, expect, test } from 'vitest';
import type { IncidentEvidence } from '../../bench/chaos/evidence/evidence.ts';
import { checkReminders } from '../../bench/chaos/rules/reminders.ts';
import { opened, reminded } from '../domain/support/events.ts';
import { minute } from '../domain/support/fixtures.ts';
import { incidentOf, record } from '../domain/support/given.ts';

const events = [opened(), reminded(minute(30)), reminded(minute(60))];

/** What the rule says of an incident with two reminders, its second and third events, of which Slack shows none. */
const found = (pending: readonly string[]) => {
  const one: IncidentEvidence = {
    name: 'INC-7',
    incident: incidentOf(...events),
    events: record(events),
    exported: { title: '', requestIds: [], timeline: [] },
    ...{ pending, dead: [], channel: null, messages: [], elsewhere: [], announcements: [], ends: [] },
  };
  return checkReminders(one).map(({ kind, what }) => `${kind}: ${what}`);
};

describe('The chaos rule about reminders', () => {
  test('calls the last one lost if it is neither in the channel nor owed', () => {
    expect(found([])).toEqual(['lost: messages of the reminder 3: 0']);
    expect(found(['sync_reminder:7:2', 'wake:7'])).toEqual(['lost: messages of the reminder 3: 0']);
  });

  test('calls none lost that is still owed, because the bots were stopped before they could post it', () => {
    expect(found(['sync_reminder:7:3'])).toEqual([]);
  });
});
