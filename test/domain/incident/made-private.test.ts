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
  test('becomes so once', () => {
    given(...settled)
      .when({ type: 'make_private', how: 'moved' })
      .thenRecords(moved);
    given(...settled, moved)
      .when({ type: 'make_private', how: 'moved' })
      .thenRefused(/^INC-7 is already private\. Nothing was changed\.$/);
  });

  test('is made so by the commander and responders alone', () => {
    given(...settled)
      .when({ type: 'make_private', how: 'moved' }, { by: byBob, responds: false })
      .thenRefused(/^Only the commander and responders can make it private\./);
  });

  test('becomes so where people make its channel private, in every status, and not of another channel', () => {
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

  test("does not where the channel is people's again", () => {
    const adopted = { channel, name: 'random' };
    given(opened({ adopted }), closed()).when({ type: 'channel_made_private', channel }).thenRecords();
  });

  test('leaves its channel, in which nothing stands any more', () => {
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

describe('What follows from it', () => {
  const source = { channel: elsewhere, ts: ts('3.1') };

  test('is a new channel, and that nothing stands where others read', () => {
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

  test("spares in a channel of people's what is of others", () => {
    expect(owed(opened({ adopted: { channel, name: 'random' } }), moved)).toContainEqual({
      type: 'take_back',
      from: { kind: 'channel', channel, whole: false },
    });
  });

  test('is the news in its own channel where people have made that private', () => {
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

  test('reaches everyone who had a role or asked for a copy, and nobody who only looked on', () => {
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

  test('is no announcement of anything later, but the end of one that comes late', () => {
    const types = (...past: IncidentEvent[]) => owed(...settled, ...past).map(({ type }) => type);
    expect(types(converted, severityChanged())).not.toContain('announce');
    expect(types(resolved())).toContain('tell_end');
    expect(types(converted, resolved())).not.toContain('tell_end');
    expect(types(converted, announced())).toEqual(['announce']);
    expect(types(announced())).toEqual([]);
  });
});

describe('A place is looked at once more', () => {
  test.each([
    ['at once', 0, 150_000],
    ['after a minute', 60_000, 150_000],
    ['by a clock that was set back a little', -5_000, 145_000],
  ])('%s, when nothing that was under way can arrive any more', (_when, passed, again) => {
    expect(lookAgainAt(start, start + passed)).toBe(start + again);
  });

  test.each([
    ['that long after', 150_000],
    ['by a clock that was set back by a day', -86_400_000],
  ])('and no more %s', (_when, passed) => {
    expect(lookAgainAt(start, start + passed)).toBeNull();
  });
});

describe('An effect of before', () => {
  test('announces no more, but for emptying what stands', () => {
    expect(stillWanted(incidentOf(opened(), converted), { type: 'announce' })).toBe(false);
    expect(stillWanted(incidentOf(...settled, converted), { type: 'announce' })).toBe(true);
  });

  test('does not count what it posted in the channel that was left', () => {
    const posted = { type: 'record_diagnosis_post', of: 5, ts: ts('8.1') } as const;
    const past = [...settled, diagnosed(), moved, channelReady({ channel: elsewhere })];
    given(...past)
      .when({ ...posted, in: channel })
      .thenRecords();
    given(...past)
      .when({ ...posted, in: elsewhere })
      .thenRecords({ type: 'diagnosis_posted', of: 5, ts: ts('8.1') });
  });

  test('reads a marked message where it was marked, and follows it no more', () => {
    const there = incidentOf(...settled, marked);
    const gone = incidentOf(...settled, marked, moved, channelReady({ channel: elsewhere }));
    const anew = incidentOf(...settled, moved, channelReady({ channel: elsewhere }), marked);
    expect([there, gone, anew].map((one) => markedIn(one, ts('9.1')))).toEqual([channel, channel, elsewhere]);
    expect([there, gone, anew].map((one) => isFollowed(one, ts('9.1')))).toEqual([true, false, true]);
    expect(markedIn(there, ts('9.2'))).toBeNull();
  });

  test('brings in only those who are meant to know of it', () => {
    const invite = (user: typeof bob) => ({ type: 'invite', user }) as const;
    const incident = incidentOf(...settled, { event: { type: 'triage_requested' }, by: byBob }, moved);
    expect([alice, bob].map((user) => stillWanted(incident, invite(user)))).toEqual([true, false]);
  });
});
