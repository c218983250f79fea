import { describe, expect, test } from 'vitest';
import type { PersonCommand, Review } from '../../src/domain/commands.ts';
import { fold } from '../../src/domain/evolve.ts';
import { responseTarget } from '../../src/domain/pace.ts';
import { react } from '../../src/domain/react.ts';
import { plainText } from '../../src/domain/text.ts';
import { timeline } from '../../src/domain/timeline.ts';
import { opened } from './support/events.ts';
import { alice, bob, byBob, channel, minute, pace } from './support/fixtures.ts';
import { given, incidentOf, type Past, record } from './support/given.ts';

const corrects = { corrects: true };
const text = plainText;

const declare = (said: Partial<Extract<PersonCommand, { type: 'open' }>> = {}): PersonCommand => {
  const { title, severity, impact, commander } = opened();
  return { type: 'open', title, severity, impact, commander, firstAlert: null, ...said };
};

const review: Review = {
  summary: text('Chats hung'),
  rootCause: null,
  fix: text('A restart'),
  conversationsAffected: 3,
  usersAffected: null,
  actionItems: [],
};
const resolved: Past = { type: 'resolved', fix: text('A restart') };
const closed: Past = { type: 'closed', ...review };

describe('A declaration that comes again from the same form', () => {
  test('with another title, severity, impact and commander puts them right, and the promises sooner', () => {
    given(opened({ severity: 'P2', nextUpdateAt: minute(60), respondBy: minute(60) }))
      .when(
        declare({ title: text('Chats hang in the EU'), severity: 'P1', impact: text('EU'), commander: bob }),
        corrects,
      )
      .thenRecords({
        type: 'declaration_corrected',
        title: text('Chats hang in the EU'),
        severity: 'P1',
        impact: text('EU'),
        commander: bob,
        nextUpdateAt: minute(40),
        respondBy: minute(25),
        respondTarget: responseTarget(pace, 'P1'),
      });
  });

  test('by somebody who is no responder, where those are named, keeps the severity that it has', () => {
    const order = { ...corrects, responds: false };
    given(opened({ severity: 'P1', commander: bob }))
      .when(declare({ severity: 'P4', commander: alice }), order)
      .thenRefused(/^Only the commander and the responders may change the severity/, 'severity');
    given(opened({ severity: 'P1', commander: alice }))
      .when(declare({ severity: 'P4', commander: alice }), { ...order, by: byBob })
      .thenRefused(/^Only the commander and the responders may change the severity/, 'severity');
    const { nextUpdateAt, respondBy } = opened();
    given(opened({ severity: 'P1', commander: alice }))
      .when(declare({ severity: 'P4', commander: alice }), order)
      .thenRecords({
        type: 'declaration_corrected',
        title: opened().title,
        severity: 'P4',
        impact: null,
        commander: alice,
        nextUpdateAt,
        respondBy,
        respondTarget: responseTarget(pace, 'P1'),
      });
  });

  test('leaves what others have changed since, where the form says the same as before', () => {
    const { nextUpdateAt, respondBy } = opened();
    given(opened({ commander: null }), { type: 'commander_assigned', user: bob, previous: null })
      .when(declare({ commander: null, title: text('Chats hang in the EU') }), corrects)
      .thenRecords({
        type: 'declaration_corrected',
        title: text('Chats hang in the EU'),
        severity: 'P1',
        impact: null,
        commander: bob,
        nextUpdateAt,
        respondBy,
        respondTarget: responseTarget(pace, 'P1'),
      });
  });

  test('with nothing that differs records nothing', () => {
    given(opened())
      .when(declare({ title: text(` ${opened().title} `) }), corrects)
      .thenRecords();
  });

  test('is refused like the first one when it cannot be', () => {
    given(opened())
      .when(declare({ title: text('') }), corrects)
      .thenRefused(/title/, 'title');
  });

  test('is refused when the incident is closed by then', () => {
    given(opened(), resolved, closed)
      .when(declare({ title: text('Other') }), corrects)
      .thenRefused(/is closed/);
  });

  test('owes what shows it: headline, announcement, topic, the new commander and the promises', () => {
    const past: Past[] = [
      opened(),
      { type: 'channel_ready', channel, name: 'inc-7' },
      {
        type: 'declaration_corrected',
        title: text('Chats hang in the EU'),
        severity: 'P1',
        impact: null,
        commander: bob,
        nextUpdateAt: minute(30),
        respondBy: minute(15),
      },
    ];
    const events = record(past);
    const incident = fold(events);
    const last = events.at(-1);
    if (!incident || !last) throw new Error('There is no incident.');
    const owed = react(incident, last).flatMap((one) => ('owe' in one ? [one.owe.type] : []));

    expect(incident).toMatchObject({
      title: 'Chats hang in the EU',
      commander: bob,
      acknowledgedAt: last.at,
    });
    expect(owed).toEqual(
      expect.arrayContaining(['sync_headline', 'announce', 'set_topic', 'invite', 'wake', 'post_change']),
    );
  });
});

describe('A form that comes again with other words, when what it does is done', () => {
  test('keeps the reason of a severity as a note', () => {
    given(opened())
      .when({ type: 'change_severity', to: 'P1', why: text('All customers') }, corrects)
      .thenRecords({
        type: 'note_added',
        text: text('Why the severity is P1: All customers'),
        when: minute(10),
      });
  });

  test('keeps the reason of a reopening as a note', () => {
    given(opened())
      .when({ type: 'reopen', why: text('It came back') }, corrects)
      .thenRecords({ type: 'note_added', text: text('Why it was reopened: It came back'), when: minute(10) });
  });

  test('without a reason has nothing to add', () => {
    given(opened()).when({ type: 'reopen', why: null }, corrects).thenRecords();
  });

  test('puts right what fixed it', () => {
    given(opened(), resolved)
      .when({ type: 'resolve', fix: text('A rollback') }, corrects)
      .thenRecords({ type: 'resolution_corrected', fix: text('A rollback') });
    expect(
      incidentOf(opened(), resolved, { type: 'resolution_corrected', fix: text('A rollback') }),
    ).toMatchObject({ status: 'RESOLVED', fix: 'A rollback' });
  });

  test('puts the review right, and owes a postmortem of its own, and the announcement', () => {
    const corrected = { ...review, summary: text('Chats hung in the EU') };
    given(opened(), resolved, closed)
      .when({ type: 'close', ...corrected }, corrects)
      .thenRecords({ type: 'review_corrected', ...corrected });
    const events = record([opened(), resolved, closed, { type: 'review_corrected', ...corrected }]);
    const incident = fold(events);
    const last = events.at(-1);
    if (!incident || !last) throw new Error('There is no incident.');
    expect(incident.review).toEqual(corrected);
    expect(react(incident, last)).toEqual([
      { owe: { type: 'publish_postmortem', of: 4 }, due: last.at },
      { owe: { type: 'announce' }, due: last.at },
    ]);
    expect(timeline(events, (user) => user).at(-1)?.text).toBe(
      `Review corrected by ${alice}. What fixed it: A restart`,
    );
  });

  test('is an ordinary command where it can be given once more', () => {
    given(opened())
      .when({ type: 'change_severity', to: 'P3', why: null }, corrects)
      .thenRecords(expect.objectContaining({ type: 'severity_changed', from: 'P1', to: 'P3' }));
    given(opened())
      .when({ type: 'add_note', text: text('More'), when: null }, corrects)
      .thenRecords({ type: 'note_added', text: text('More'), when: minute(10) });
  });

  test('is refused like any other on a closed incident, where it changes no review', () => {
    given(opened(), resolved, closed)
      .when({ type: 'resolve', fix: text('A rollback') }, corrects)
      .thenRefused(/is closed/);
    given(opened(), resolved, closed)
      .when({ type: 'change_severity', to: 'P1', why: text('Why') }, corrects)
      .thenRefused(/is closed/);
  });

  test('is held to the same limits', () => {
    const long = text('x'.repeat(3_001));
    given(opened(), resolved).when({ type: 'resolve', fix: long }, corrects).thenRefused(/3001/, 'fix');
    given(opened(), resolved, closed)
      .when({ type: 'close', ...review, summary: long }, corrects)
      .thenRefused(/3001/, 'summary');
  });
});
