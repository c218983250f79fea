import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { WrittenReview } from '../../../../src/domain/incident/ending/review.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { day, itemAdded, line } from '../../incident/items/support/items.ts';
import { diagnosed, outage } from '../../support/diagnoses.ts';
import {
  announced,
  channelReady,
  closed,
  headlinePosted,
  opened,
  reopened,
  resolved,
  updatePosted,
} from '../../support/events.ts';
import { alice, announceChannel, byBot, channel, minute, otherChannel, ts } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const close = (over: Partial<WrittenReview> = {}): Command => {
  const { type: _, ...nothing } = closed();
  return { type: 'close', ...nothing, ...over };
};
const item = line('Alert on 5xx', 'Alice');
const added = (number: number) =>
  itemAdded({
    item: number,
    owner: { kind: 'words', text: plainText('Alice') },
    due: { kind: 'day', day: day('2026-11-27'), byDefault: true },
    atClose: true,
  });

describe('Closing', () => {
  test('a resolved incident keeps the review, and its action items one by one', () => {
    const review = { summary: plainText('Chats did not load'), conversationsAffected: 0 };
    given(opened(), resolved())
      .when(close({ ...review, actionItems: [item] }))
      .thenRecords(added(1), closed({ ...review, itemsApart: true }));
  });

  test('an open incident resolves it first, with the same fix', () => {
    given(opened())
      .when(close({ fix: plainText('Rolled back') }))
      .thenRecords(resolved('Rolled back'), closed({ fix: plainText('Rolled back') }));
  });

  test('keeps the name people give the failure, and refuses one that is too long on its field', () => {
    const incidentType = plainText('webhook delays');
    given(opened(), resolved()).when(close({ incidentType })).thenRecords(closed({ incidentType }));
    given(opened(), resolved())
      .when(close({ incidentType: plainText('x'.repeat(151)) }))
      .thenRefused(/151/, 'incident_type');
  });

  test('a closed incident is refused', () => {
    given(opened(), resolved(), closed())
      .when(close())
      .thenRefused(/INC-7 is closed/);
  });

  test.each([
    ['summary', 'summary'],
    ['rootCause', 'root_cause'],
    ['fix', 'fix'],
    ['lessons', 'lessons'],
  ] as const)('is refused on the field if the %s has more than 3,000 characters', (part, field) => {
    given(opened())
      .when(close({ [part]: plainText('x'.repeat(3_001)) }))
      .thenRefused(/3001/, field);
  });

  test('accepts 50 action items and not one more', () => {
    const fifty = Array.from({ length: 50 }, () => ({ ...item }));
    given(opened(), resolved())
      .when(close({ actionItems: fifty }))
      .thenRecords(...fifty.map((_, i) => added(i + 1)), closed({ itemsApart: true }));
    given(opened(), resolved())
      .when(close({ actionItems: [...fifty, item] }))
      .thenRefused(/51, limit 50/, 'action_items');
  });

  test('without text keeps the fix from the resolution', () => {
    const incident = incidentOf(opened(), resolved('Rolled back'), { event: closed(), at: minute(70) });
    expect(incident).toMatchObject({ status: 'CLOSED', closedAt: minute(70), fix: 'Rolled back' });
  });
});

describe("Closing with the form's pre-filled text", () => {
  const rootCause = plainText(outage.cause);
  const numbered = { conversationsAffected: 42 };

  test("records that the root cause is triage's and unedited", () => {
    given(opened(), diagnosed(), resolved())
      .when(close({ rootCause, untouched: ['rootCause'] }))
      .thenRecords(closed({ rootCause, rootCauseFrom: 'triage' }));
  });

  test('records that the root cause is from the headline', () => {
    given(opened(), updatePosted({ cause: rootCause }), resolved())
      .when(close({ rootCause, untouched: ['rootCause'] }))
      .thenRecords(closed({ rootCause, rootCauseFrom: 'headline' }));
  });

  test('records that the number is an estimate', () => {
    given(opened(), resolved())
      .when(close({ ...numbered, untouched: ['conversationsAffected'] }))
      .thenRecords(closed({ ...numbered, conversationsEstimated: true }));
  });

  test("records none of this for text that a person typed, even if it's the same", () => {
    given(opened(), diagnosed(), resolved())
      .when(close({ rootCause, ...numbered, untouched: [] }))
      .thenRecords(closed({ rootCause, ...numbered }));
  });

  test('records none of this for text from an earlier close', () => {
    given(opened(), diagnosed(), resolved(), closed({ rootCause, ...numbered }), reopened())
      .when(close({ rootCause, ...numbered, untouched: ['rootCause', 'conversationsAffected'] }))
      .thenRecords(resolved(), closed({ rootCause, ...numbered }));
  });

  test('records none of this for a field that was emptied', () => {
    given(opened(), diagnosed(), resolved())
      .when(close({ untouched: ['rootCause', 'conversationsAffected'] }))
      .thenRecords(closed());
  });
});

describe('Facts that arrive after the close', () => {
  const past = [opened(), resolved(), closed()];

  test.each<[Command, IncidentEvent]>([
    [{ type: 'record_channel', channel, name: 'inc-7-conversations-not-loading' }, channelReady()],
    [{ type: 'record_headline', channel, ts: ts('1000.0001') }, headlinePosted()],
    [{ type: 'record_announcement', channel: announceChannel, ts: ts('1000.0002') }, announced()],
    [
      { type: 'record_postmortem', of: 3, file: null },
      { type: 'postmortem_posted', of: 3, file: null },
    ],
  ])('are recorded: $type', (command, event) => {
    given(...past)
      .when(command, { by: byBot })
      .thenRecords(event);
  });

  test('are recorded once', () => {
    given(...past, channelReady(), headlinePosted())
      .when({ type: 'record_channel', channel, name: 'another' }, { by: byBot })
      .thenRecords();
    given(...past, channelReady(), headlinePosted())
      .when({ type: 'record_headline', channel, ts: ts('1000.0001') }, { by: byBot })
      .thenRecords();
    given(...past, announced())
      .when({ type: 'record_announcement', channel: announceChannel, ts: ts('1000.0002') })
      .thenRecords();
  });
});

describe('An incident that moves to a new channel', () => {
  const moved = incidentOf(
    opened({ commander: alice }),
    channelReady(),
    headlinePosted(),
    announced(),
    diagnosed(outage),
    { type: 'diagnosis_posted', of: 5, ts: ts('9.1') },
    channelReady({ channel: otherChannel, name: 'inc-7-conversations-not-loading-2' }),
  );

  test('has posted nothing there yet', () => {
    expect(moved.channel?.id).toBe(otherChannel);
    expect(moved.headline).toBeNull();
    expect(moved.diagnoses.get(5)?.ts).toBeNull();
  });

  test('keeps its announcement, which is elsewhere', () => {
    expect(moved.announcement?.ts).toBe('1000.0002');
  });
});
