import { describe, expect, test } from 'vitest';
import { settledIn } from '../../../src/domain/effects/channel-effects.ts';
import type { Effect } from '../../../src/domain/effects/effects.ts';
import { stillWanted } from '../../../src/domain/effects/still-wanted.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { incidentIdSchema, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { guardOf } from '../../../src/domain/incident/incident.ts';
import { mayKnowOf, sayableIn } from '../../../src/domain/incident/people/audience.ts';
import { scribeRole } from '../../../src/domain/incident/people/roles.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { announced, channelReady, headlinePosted, opened } from '../support/events.ts';
import {
  alice,
  bob,
  byAlice,
  byBob,
  channel,
  incident7,
  minute,
  otherChannel,
  ts,
} from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

const incident8 = incidentIdSchema.parse(8);
const incident9 = incidentIdSchema.parse(9);
const dora = userIdSchema.parse('U0DORA');
const unseen = opened({ visibility: 'members' });
const moved: IncidentEvent = { type: 'made_private', how: 'moved' };
const converted: IncidentEvent = { type: 'made_private', how: 'converted' };

describe('An incident may be known to', () => {
  const knows = (incident: ReturnType<typeof incidentOf>, user = bob, ...channels: (typeof channel)[]) =>
    mayKnowOf(guardOf(incident), { user, channels: new Set(channels) });

  test("everyone, unless it's private", () => {
    expect(knows(incidentOf(opened()))).toBe(true);
    expect(knows(incidentOf(opened(), channelReady()))).toBe(true);
  });

  test("only whoever declared it and its first commander, if it's private without a channel", () => {
    const incident = incidentOf(opened({ visibility: 'members', commander: bob }));
    expect([alice, bob, dora].map((user) => knows(incident, user, channel))).toEqual([true, true, false]);
  });

  test("only those now in its channel, if it's private with one", () => {
    const incident = incidentOf(unseen, channelReady());
    expect(knows(incident, dora, channel)).toBe(true);
    expect(knows(incident, alice, otherChannel)).toBe(false);
    expect([channel, otherChannel].map((place) => sayableIn(guardOf(incident), place))).toEqual([
      true,
      false,
    ]);
  });

  test('whoever moved it and those with a role, until its new channel exists', () => {
    const incident = incidentOf(
      opened({ commander: bob }),
      channelReady(),
      { type: 'role_assigned', role: scribeRole, user: dora, previous: null },
      { event: moved, by: byAlice },
    );
    expect(incident.channel).toBeNull();
    expect(incident.privateTo).toEqual([alice, bob, dora]);
    expect(knows(incident, dora)).toBe(true);
  });

  test('whoever is in its channel, if people made that private', () => {
    const incident = incidentOf(opened(), channelReady(), { event: converted, by: byBob });
    expect(incident.channel?.id).toBe(channel);
    expect(knows(incident, alice)).toBe(false);
    expect(knows(incident, alice, channel)).toBe(true);
  });
});

describe('A private incident', () => {
  const declare: Command = {
    type: 'open',
    title: plainText('Conversations not loading'),
    severity: 'P1',
    impact: null,
    commander: null,
    firstAlert: null,
  };

  test('is declared as private', () => {
    given()
      .when({ ...declare, visibility: 'members' }, { at: minute(0) })
      .thenRecords(unseen);
    given()
      .when({ ...declare, visibility: 'everyone' }, { at: minute(0) })
      .thenRecords(opened());
  });

  test('gets no channel that was created before it became private', () => {
    const made: Command = { type: 'record_channel', channel: otherChannel, name: 'inc-7' };
    given(opened(), moved).when(made).thenRecords();
    given(opened(), moved)
      .when({ ...made, private: true })
      .thenRecords({ type: 'channel_ready', channel: otherChannel, name: 'inc-7' });
    given(unseen).when(made).thenRecords();
  });

  test("doesn't become public, or a public one private, if its form is submitted again", () => {
    const earlier = { submitted: { ...declare }, seq: 1 };
    given(opened())
      .when({ ...declare, visibility: 'members' }, { earlier })
      .thenRefused(
        /^INC-7 was already declared, and everyone can see it\. Nothing was changed\./u,
        'visibility',
      );
    given(unseen)
      .when(declare, { earlier: { ...earlier, submitted: { ...declare, visibility: 'members' } } })
      .thenRefused(/^INC-7 is private, and stays so\. Nothing was changed\./u, 'visibility');
  });

  test('can have its other fields corrected if its form is submitted again', () => {
    const earlier = { submitted: { ...declare, visibility: 'members' }, seq: 1 };
    const title = plainText('Chats are lost');
    given(unseen)
      .when({ ...declare, visibility: 'members', title }, { earlier })
      .thenRecords({
        type: 'declaration_corrected',
        title,
        severity: 'P1',
        impact: null,
        commander: null,
        nextUpdateAt: unseen.nextUpdateAt,
        respondBy: unseen.respondBy,
        respondTarget: unseen.respondTarget,
      });
  });

  test.each<Effect>([
    { type: 'tell_source' },
    { type: 'send_copy', of: 9 },
    { type: 'tell_end', of: 9 },
    { type: 'tell_original', of: 9, original: incident7 },
  ])('is told nowhere else by %j', (effect) => {
    expect(stillWanted(incidentOf(unseen, channelReady()), effect)).toBe(false);
    expect(stillWanted(incidentOf(opened(), channelReady(), announced(), moved), effect)).toBe(false);
  });

  test('adds only people who may know about it to its channel', () => {
    const author: IncidentEvent = {
      type: 'message_captured',
      ts: ts('1.1'),
      author: dora,
      text: plainText('It is broken'),
      link: null,
    };
    const incident = incidentOf(unseen, author, channelReady());
    const invited = settledIn(incident).flatMap((one) => (one.type === 'invite' ? [one.user] : []));
    expect(invited).toEqual([alice]);
    expect([alice, dora].map((user) => stillWanted(incident, { type: 'invite', user }))).toEqual([
      true,
      false,
    ]);
  });

  test('starts over in its private channel after a move', () => {
    const past = [opened(), channelReady(), headlinePosted(), moved];
    expect(incidentOf(...past).headline).toBeNull();
  });

  test("isn't named by any duplicate, and can be one itself", () => {
    const other = { ...incidentOf(unseen), id: incident8 };
    given(opened())
      .when({ type: 'mark_duplicate', original: incident8 }, { originals: [other] })
      .thenRefused(/^INC-8 is private, so nothing can point to it\. Nothing was changed\./u);
    given(unseen)
      .when(
        { type: 'mark_duplicate', original: incident8 },
        { originals: [{ ...incidentOf(opened()), id: incident8 }] },
      )
      .thenRecords({ type: 'duplicate_marked', original: incident8 });
  });

  test("isn't named as the original if its own duplicate is asked about", () => {
    const duplicate = { ...incidentOf(opened()), id: incident8 };
    given(opened())
      .when(
        { type: 'mark_duplicate', original: incident8 },
        { originals: [duplicate, { ...incidentOf(unseen), id: incident9 }] },
      )
      .thenRefused(/^INC-8 is itself a duplicate\. Nothing was changed\.$/u);
  });

  test('gets no commander from its form who may not be in its channel', () => {
    const earlier = { submitted: { ...declare, visibility: 'members' }, seq: 1 };
    given(unseen)
      .when({ ...declare, visibility: 'members', commander: dora }, { earlier })
      .thenRefused(
        /^INC-7 is private, so its commander has to be in its channel\. Nothing was changed\./u,
        'commander',
      );
  });
});
