import { describe, expect, test } from 'vitest';
import { react } from '../../../../src/domain/effects/react.ts';
import { fold } from '../../../../src/domain/evolve/evolve.ts';
import type { PersonCommand } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { commanderRole } from '../../../../src/domain/incident/people/roles.ts';
import { timeline } from '../../../../src/domain/records/timeline.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { opened, reopened, severityChanged } from '../../support/events.ts';
import { alice, bob, byBob, minute } from '../../support/fixtures.ts';
import { given, incidentOf, type Past, record } from '../../support/given.ts';

/** The form says something else than `submitted`, when the incident had so many events. */
const takenAs = (submitted: PersonCommand | null, seq: number | null = null) => ({
  earlier: { submitted, seq },
});
const text = plainText;

const review = {
  summary: text('Chats hung'),
  rootCause: null,
  fix: text('A restart'),
  conversationsAffected: 3,
  usersAffected: null,
  actionItems: [],
};

const fixed = (fix: string): PersonCommand => ({ type: 'resolve', fix: text(fix) });
const resolved: Past = { type: 'resolved', fix: text('A restart') };
const closed: Past = { type: 'closed', ...review };

describe('A form that is submitted again with other values, after its action is done', () => {
  test('keeps the reason for a severity change as a note', () => {
    given(opened())
      .when(
        { type: 'change_severity', to: 'P1', why: text('All customers') },
        takenAs({ type: 'change_severity', to: 'P1', why: null }),
      )
      .thenRecords({
        type: 'note_added',
        text: text('Why the severity is P1: All customers'),
        when: minute(10),
      });
  });

  test('keeps the reason for a reopening as a note', () => {
    given(opened())
      .when({ type: 'reopen', why: text('It came back') }, takenAs({ type: 'reopen', why: null }))
      .thenRecords({ type: 'note_added', text: text('Why it was reopened: It came back'), when: minute(10) });
  });

  test('without a reason adds nothing', () => {
    given(opened())
      .when({ type: 'reopen', why: null }, takenAs({ type: 'reopen', why: text('It came back') }))
      .thenRecords();
  });

  test('corrects what fixed it', () => {
    given(opened(), resolved)
      .when({ type: 'resolve', fix: text('A rollback') }, takenAs(fixed('A restart'), 2))
      .thenRecords({ type: 'resolution_corrected', fix: text('A rollback') });
    expect(
      incidentOf(opened(), resolved, { type: 'resolution_corrected', fix: text('A rollback') }),
    ).toMatchObject({ status: 'RESOLVED', fix: 'A rollback' });
  });

  test('corrects the review, and queues a postmortem of its own and the announcement', () => {
    const corrected = { ...review, summary: text('Chats hung in the EU') };
    given(opened(), resolved, closed)
      .when({ type: 'close', ...corrected }, takenAs({ type: 'close', ...review }, 3))
      .thenRecords({ type: 'review_corrected', ...corrected });
    const events = record([opened(), resolved, closed, { type: 'review_corrected', ...corrected }]);
    const incident = fold(events);
    const last = events.at(-1);
    if (!incident || !last) throw new Error('There is no incident.');
    expect({ ...incident.review, actionItems: [] }).toEqual(corrected);
    expect(react(incident, last)).toEqual([
      { owe: { type: 'announce' }, due: last.at },
      { owe: { type: 'publish_postmortem', of: 4 }, due: last.at + 600_000 },
      { owe: { type: 'sync_canvas' }, due: last.at + 60_000 },
    ]);
    expect(timeline(events, (user) => user).at(-1)?.text).toBe(
      `Review corrected by ${alice}. What fixed it: A restart`,
    );
  });

  test('leaves a review that already says the same, whichever form it came from', () => {
    given(opened(), resolved, closed)
      .when(
        { type: 'close', ...review },
        takenAs({ type: 'close', ...review, summary: text('Chats hang') }, 3),
      )
      .thenRecords();
  });

  test('is an ordinary command if it can be given once more', () => {
    given(opened())
      .when(
        { type: 'change_severity', to: 'P3', why: null },
        takenAs({ type: 'change_severity', to: 'P1', why: null }),
      )
      .thenRecords(expect.objectContaining({ type: 'severity_changed', from: 'P1', to: 'P3' }));
    given(opened())
      .when(
        { type: 'add_note', text: text('More'), when: null },
        takenAs({ type: 'add_note', text: text('Less'), when: null }),
      )
      .thenRecords({ type: 'note_added', text: text('More'), when: minute(10) });
  });

  test('is refused like any other on a closed incident, if it changes no review', () => {
    given(opened(), resolved, closed)
      .when(
        { type: 'change_severity', to: 'P1', why: text('Why') },
        takenAs({ type: 'change_severity', to: 'P1', why: null }),
      )
      .thenRefused(/is closed/);
  });

  test('has the same limits', () => {
    const long = text('x'.repeat(3_001));
    given(opened(), resolved)
      .when({ type: 'resolve', fix: long }, takenAs(fixed('A restart')))
      .thenRefused(/3001/, 'fix');
    given(opened(), resolved, closed)
      .when({ type: 'close', ...review, summary: long }, takenAs({ type: 'close', ...review }))
      .thenRefused(/3001/, 'summary');
  });
});

describe('A form that is submitted again with other values, after someone else ended or reopened the incident', () => {
  const bobs = (event: IncidentEvent): Past => ({ event, by: byBob });

  test.each([
    ['resolve', fixed('A restart'), fixed('A rollback'), resolved],
    ['close', { type: 'close', ...review }, { type: 'close', ...review, summary: text('Over') }, closed],
  ] as const)("doesn't %s it again, and says who reopened it", (_, submitted, now, done) => {
    const before = done === closed ? [opened(), resolved, closed] : [opened(), resolved];
    given(...before, bobs(reopened()))
      .when(now, takenAs(submitted, before.length))
      .thenRefused(/^INC-7 was reopened by U0BOB after this form was submitted\. Nothing was changed\./);
  });

  test("doesn't add its words to what someone else has resolved or closed since", () => {
    given(opened(), resolved, bobs(reopened()), bobs(resolved))
      .when(fixed('A rollback'), takenAs(fixed('A restart'), 2))
      .thenRefused(/was resolved by U0BOB/);
    given(opened(), resolved, bobs(closed))
      .when(fixed('A rollback'), takenAs(fixed('A restart'), 2))
      .thenRefused(/was closed by U0BOB/);
  });

  test("doesn't reopen it again, and says who resolved it", () => {
    given(opened(), resolved, reopened(), bobs(resolved))
      .when({ type: 'reopen', why: text('It is back') }, takenAs({ type: 'reopen', why: null }, 3))
      .thenRefused(/was resolved by U0BOB after this form was submitted/);
  });

  test('relies on the status alone if an earlier version accepted it', () => {
    given(opened(), resolved, bobs(reopened()))
      .when(fixed('A rollback'), takenAs(null))
      .thenRefused(/was reopened by U0BOB/);
  });
});

describe('A form that is submitted again with some unchanged values', () => {
  const severity = (to: 'P1' | 'P2', why: string): PersonCommand => ({
    type: 'change_severity',
    to,
    why: text(why),
  });

  test('leaves the severity that someone else has set since, and keeps its reason', () => {
    given(opened(), severityChanged({ to: 'P1' }))
      .when(severity('P2', 'Some agents'), takenAs(severity('P2', 'Some agnets')))
      .thenRecords({
        type: 'note_added',
        text: text('Why the severity was set to P2: Some agents'),
        when: minute(10),
      });
  });

  test('records nothing if nothing else changed', () => {
    const note: PersonCommand = { type: 'add_note', text: text('A note'), when: null };
    const hand: PersonCommand = {
      type: 'assign_roles',
      to: [{ role: commanderRole, user: alice }],
      untouched: [],
    };
    given(opened()).when(note, takenAs(note)).thenRecords();
    given(opened({ commander: bob }))
      .when(hand, takenAs(hand))
      .thenRecords();
    given(opened())
      .when(severity('P2', 'Why'), takenAs(severity('P2', 'Why')))
      .thenRecords();
    given(opened(), resolved)
      .when(fixed('A restart'), takenAs(fixed('A restart'), 2))
      .thenRecords();
    given(opened(), resolved, closed)
      .when({ type: 'close', ...review }, takenAs({ type: 'close', ...review }, 3))
      .thenRecords();
  });

  test("leaves a review's untouched fields as they were by then", () => {
    const { fix: _, ...rest } = review;
    given(opened(), resolved, closed)
      .when(
        { type: 'close', ...rest, fix: null, summary: text('Over'), untouched: ['fix'] },
        takenAs({ type: 'close', ...rest, fix: null, untouched: ['fix'] }, 3),
      )
      .thenRecords({ type: 'review_corrected', ...review, summary: text('Over') });
  });
});
