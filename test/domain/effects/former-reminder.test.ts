import { describe, expect, test } from 'vitest';
import { formerReminder } from '../../../src/domain/effects/former-reminder.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import type { Reminder } from '../../../src/domain/incident/promises/reminder.ts';
import { channelReady, opened, reminded, reopened, resolved, updatePosted } from '../support/events.ts';
import { channel, minute, ts } from '../support/fixtures.ts';
import { record } from '../support/given.ts';

describe('A reminder that another one has replaced', () => {
  const posted: IncidentEvent = { type: 'reminder_posted', of: 3, ts: ts('7.1') };
  const snoozed: IncidentEvent = { type: 'snoozed', until: minute(45) };
  const former = (...since: IncidentEvent[]) =>
    formerReminder(record([opened(), channelReady(), reminded(), ...since]), 3, channel);

  test.each<[string, IncidentEvent[], Reminder['answer'], string | null]>([
    ['was answered by an update', [posted, updatePosted(), reminded()], 'updated', '7.1'],
    ['ended with the incident', [posted, resolved(), reopened()], 'ended', '7.1'],
    ['was snoozed', [snoozed, reminded()], 'snoozed', null],
    ['was answered by nobody', [posted, reminded()], null, '7.1'],
    ['is known to stand since', [reminded(), posted], null, '7.1'],
  ])('%s', (_how, since, answer, at) => {
    expect(former(...since)).toMatchObject({ seq: 3, due: minute(30), answer, ts: at });
  });

  test('is left alone in a channel that the incident has left', () => {
    expect(former(posted, resolved(), reopened(), channelReady())).toBeNull();
  });
});
