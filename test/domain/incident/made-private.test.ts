import { describe, expect, test } from 'vitest';
import { lookAgainAt } from '../../../src/domain/effects/places-told.ts';
import { react } from '../../../src/domain/effects/react.ts';
import { stillWanted } from '../../../src/domain/effects/still-wanted.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { channelIdSchema, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { isFollowed, markedIn } from '../../../src/domain/incident/incident.ts';
import { roleNameSchema } from '../../../src/domain/incident/people/roles.ts';
import { diagnosed } from '../support/diagnoses.ts';
import {
  announced,
  channelReady,
  closed,
  headlinePosted,
  opened,
  resolved,
  severityChanged,
} from '../support/events.ts';
import { alice, announceChannel, bob, byBob, channel, person, start, ts } from '../support/fixtures.ts';
import { given, incidentOf, type Past, record } from '../support/given.ts';

const elsewhere = channelIdSchema.parse('C0ELSEWHERE');
const moved: IncidentEvent = { type: 'made_private', how: 'moved' };
const converted: IncidentEvent = { type: 'made_private', how: 'converted' };
const marked: IncidentEvent = { type: 'message_marked', ts: ts('9.1'), via: 'pin' };
const settled = [opened({ commander: alice }), channelReady(), headlinePosted(), announced()];

/** What follows from the last of these events. */
function owed(...past: readonly Past[]) {
  const events = record(past);
  const incident = fold(events);
  const last = events.at(-1);
  if (!incident || !last) throw new Error('There is nothing to react to.');
  return react(incident, last).flatMap((one) => ('owe' in one ? [one.owe] : []));
}

describe('An incident that is made private', () => {
  test('becomes private once', () => {
    given(...settled)
      .when({ type: 'make_private', how: 'moved' })
      .thenRecords(moved);
    given(...settled, moved)
      .when({ type: 'make_private', how: 'moved' })
      .thenRefused(/^INC-7 is already private\. Nothing was changed\.$/);
  });

  test('is made private by the commander and responders only', () => {
    given(...settled)
      .when({ type: 'make_private', how: 'moved' }, { by: byBob, responds: false })
      .thenRefused(/^Only the commander and responders can make it private\./);
  });

  test('becomes private in every status if people make its channel private, and not for another channel', () => {
    const madePrivate = { type: 'channel_made_private', channel } as const;
    given(...settled)
      .when(madePrivate)
      .thenRecords(converted);
    given(...settled, closed())
      .when(madePrivate)
      .thenRecords(converted);
    given(...settled, converted)
      .when(madePrivate)
      .thenRecords();
    given(...settled)
      .when({ ...madePrivate, channel: elsewhere })
      .thenRecords();
  });

  test("doesn't become private if the channel is people's again", () => {
    const adopted = { channel, name: 'random' };
    given(opened({ adopted }), closed()).when({ type: 'channel_made_private', channel }).thenRecords();
  });

  test('leaves its channel, where nothing of it remains', () => {
    const incident = incidentOf(
      ...settled,
      diagnosed(),
      { type: 'postmortem_posted', of: 2, file: 'F1' },
      moved,
    );
    expect(incident).toMatchObject({
      channel: null,
      headline: null,
      left: { channel, adopted: false, seq: 7 },
      announcement: { channel: announceChannel },
    });
    expect([...incident.postmortems.keys()]).toEqual([]);
  });

  test('stays in a channel that people have made private', () => {
    expect(incidentOf(...settled, converted)).toMatchObject({ channel: { id: channel }, left: null });
  });
});

describe('Making an incident private', () => {
  const source = { channel: elsewhere, ts: ts('3.1') };

  test('queues a new channel, and the removal of everything that others can read', () => {
    const past = [opened({ source }), channelReady(), announced(), moved];
    expect(owed(...past)).toEqual([
      { type: 'ensure_channel' },
      { type: 'announce' },
      { type: 'tell_duplicates', of: 4 },
      { type: 'take_back', from: { kind: 'channel', channel, whole: true } },
      { type: 'take_back', from: { kind: 'thread', channel: announceChannel, ts: ts('1000.0002') } },
      { type: 'take_back', from: { kind: 'thread', ...source } },
      { type: 'take_back', from: { kind: 'direct', user: alice } },
      { type: 'take_back', from: { kind: 'news' } },
    ]);
  });

  test('leaves other messages alone in a channel that people created', () => {
    expect(owed(opened({ adopted: { channel, name: 'random' } }), moved)).toContainEqual({
      type: 'take_back',
      from: { kind: 'channel', channel, whole: false },
    });
  });

  test('is announced only in its own channel if people have made that private', () => {
    expect(owed(...settled, converted)).toEqual([
      { type: 'sync_headline' },
      { type: 'post_change', of: 5 },
      { type: 'announce' },
      { type: 'tell_duplicates', of: 5 },
      { type: 'take_back', from: { kind: 'thread', channel: announceChannel, ts: ts('1000.0002') } },
      { type: 'take_back', from: { kind: 'direct', user: alice } },
      { type: 'take_back', from: { kind: 'news' } },
    ]);
  });

  test('reaches everyone who had a role or asked for a copy, and nobody who only looked', () => {
    const user = (name: string) => userIdSchema.parse(`U0${name}`);
    const [carol, dave, erin] = [user('CAROL'), user('DAVE'), user('ERIN')] as const;
    const role = roleNameSchema.parse('scribe');
    const people = owed(
      opened({ commander: bob }),
      { type: 'role_assigned', role, user: carol, previous: null },
      { type: 'role_assigned', role, user: null, previous: carol },
      { event: { type: 'copy_asked' }, by: person(dave) },
      { event: { type: 'caught_up', asked: true }, by: person(erin) },
      moved,
    ).flatMap((one) => (one.type === 'take_back' && one.from.kind === 'direct' ? [one.from.user] : []));
    expect(people.toSorted()).toEqual([alice, bob, carol, dave].toSorted());
  });

  test('allows no later announcement, except the end of one that arrives late', () => {
    const types = (...past: IncidentEvent[]) => owed(...settled, ...past).map(({ type }) => type);
    expect(types(converted, severityChanged())).not.toContain('announce');
    expect(types(resolved())).toContain('tell_end');
    expect(types(converted, resolved())).not.toContain('tell_end');
    expect(types(converted, announced())).toEqual(['announce']);
    expect(types(announced())).toEqual([]);
  });
});

describe('A place is checked once more', () => {
  test.each([
    ['at once', 0, 150_000],
    ['after a minute', 60_000, 150_000],
    ['by a clock that was set back a little', -5_000, 145_000],
  ])('%s, when nothing in progress can arrive any more', (_when, passed, again) => {
    expect(lookAgainAt(start, start + passed)).toBe(start + again);
  });

  test.each([
    ['that long after', 150_000],
    ['by a clock that was set back by a day', -86_400_000],
  ])('and no more %s', (_when, passed) => {
    expect(lookAgainAt(start, start + passed)).toBeNull();
  });
});

describe('An effect from before the move', () => {
  test('announces nothing any more, and only empties what is there', () => {
    expect(stillWanted(incidentOf(opened(), converted), { type: 'announce' })).toBe(false);
    expect(stillWanted(incidentOf(...settled, converted), { type: 'announce' })).toBe(true);
  });

  test("doesn't count what it posted in the old channel", () => {
    const posted = { type: 'record_diagnosis_post', of: 5, ts: ts('8.1') } as const;
    const past = [...settled, diagnosed(), moved, channelReady({ channel: elsewhere })];
    given(...past)
      .when({ ...posted, in: channel })
      .thenRecords();
    given(...past)
      .when({ ...posted, in: elsewhere })
      .thenRecords({ type: 'diagnosis_posted', of: 5, ts: ts('8.1') });
  });

  test('reads a marked message where it was marked, and no longer follows it', () => {
    const there = incidentOf(...settled, marked);
    const gone = incidentOf(...settled, marked, moved, channelReady({ channel: elsewhere }));
    const anew = incidentOf(...settled, moved, channelReady({ channel: elsewhere }), marked);
    expect([there, gone, anew].map((one) => markedIn(one, ts('9.1')))).toEqual([channel, channel, elsewhere]);
    expect([there, gone, anew].map((one) => isFollowed(one, ts('9.1')))).toEqual([true, false, true]);
    expect(markedIn(there, ts('9.2'))).toBeNull();
  });

  test('adds only people who may know about the incident', () => {
    const invite = (user: typeof bob) => ({ type: 'invite', user }) as const;
    const incident = incidentOf(...settled, { event: { type: 'triage_requested' }, by: byBob }, moved);
    expect([alice, bob].map((user) => stillWanted(incident, invite(user)))).toEqual([true, false]);
  });
});
