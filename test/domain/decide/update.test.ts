import { describe, expect, test } from 'vitest';
import type { ResponsePolicy } from '../../../src/domain/decide/response-policy.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { commanderRole, scribeRole } from '../../../src/domain/incident/people/roles.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { diagnosed, outage } from '../support/diagnoses.ts';
import {
  closed,
  opened,
  reminded,
  reopened,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { alice, bob, byBob, minute, policy } from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

type Update = Extract<Command, { type: 'post_update' }>;

const update = (over: Partial<Update> = {}): Update => ({
  type: 'post_update',
  status: 'IDENTIFIED',
  impact: null,
  cause: null,
  action: null,
  nextUpdateAt: null,
  ...over,
});
const day = 24 * 60;

describe('An update', () => {
  test("sets the next deadline at the severity's pace", () => {
    given(opened())
      .when(update(), { at: minute(10) })
      .thenRecords(updatePosted({ changed: ['status'], nextUpdateAt: minute(40) }));
  });

  test('uses the current severity, not the declared one', () => {
    given(opened(), severityChanged({ to: 'P3' }))
      .when(update(), { at: minute(10) })
      .thenRecords(updatePosted({ changed: ['status'], nextUpdateAt: minute(250) }));
  });

  test('keeps the time that a person chose', () => {
    given(opened())
      .when(update({ nextUpdateAt: minute(11) }), { at: minute(10) })
      .thenRecords(updatePosted({ changed: ['status'], nextUpdateAt: minute(11) }));
  });

  test('refuses a next update now or in the past', () => {
    given(opened())
      .when(update({ nextUpdateAt: minute(10) }), { at: minute(10) })
      .thenRefused(/in the past.*later/, 'next_update');
  });

  test('can be due in 30 days and not a minute later', () => {
    given(opened())
      .when(update({ nextUpdateAt: minute(30 * day) }), { at: minute(0) })
      .thenRecords(updatePosted({ changed: ['status'], nextUpdateAt: minute(30 * day) }));
    given(opened())
      .when(update({ nextUpdateAt: minute(30 * day + 1) }), { at: minute(0) })
      .thenRefused(/within 30 days/, 'next_update');
  });

  test("with a slower configured pace isn't refused: nobody chose that time", () => {
    const slow: ResponsePolicy = {
      ...policy,
      updateEvery: { ...policy.updateEvery, P1: { amount: 45, unit: 'd' } },
    };
    given(opened())
      .when(update(), { at: minute(0), policy: slow })
      .thenRecords(updatePosted({ changed: ['status'], nextUpdateAt: minute(45 * day) }));
  });

  test.each(['impact', 'cause', 'action'] as const)(
    'refuses text that is too long on its field: %s',
    (field) => {
      given(opened())
        .when(update({ [field]: plainText('x'.repeat(3_001)) }))
        .thenRefused(/3001 characters/, field);
    },
  );

  test.each([
    ['resolved', [resolved()]],
    ['closed', [resolved(), closed()]],
  ])('is refused on a %s incident, with what to do instead', (status, past) => {
    given(opened(), ...past)
      .when(update())
      .thenRefused(new RegExp(`INC-7 is ${status}.*/intercom-incident reopen`));
  });

  test('replaces all three lines, so an emptied line is unknown again', () => {
    const posted = updatePosted({
      impact: plainText('No chats'),
      cause: plainText('Theirs'),
      action: plainText('Wait'),
    });
    expect(incidentOf(opened(), posted)).toMatchObject({
      status: 'IDENTIFIED',
      impact: 'No chats',
      cause: { text: 'Theirs', from: 'person' },
      action: { text: 'Wait', from: 'person' },
    });
    expect(incidentOf(opened(), posted, updatePosted())).toMatchObject({
      impact: null,
      cause: null,
      action: null,
    });
  });

  test("isn't overwritten by a later diagnosis", () => {
    const past = [opened(), updatePosted({ cause: plainText('Our deploy') }), diagnosed()];
    expect(incidentOf(...past).cause).toEqual({ text: 'Our deploy', from: 'person' });
    expect(incidentOf(...past).action).toEqual({ text: 'Serve cached data', from: 'triage' });
  });

  test('answers the pending reminder', () => {
    expect(incidentOf(opened(), reminded(), updatePosted()).reminder?.answer).toBe('updated');
  });
});

describe('An update from a prefilled form', () => {
  const theirs = updatePosted({ cause: plainText('Our token was revoked'), impact: plainText('All agents') });
  const posted = { cause: plainText('Old words'), action: plainText('Waiting') };

  test('keeps what others wrote meanwhile in fields that nobody touched', () => {
    given(opened(), theirs)
      .when(update({ ...posted, status: 'INVESTIGATING', untouched: ['status', 'impact', 'cause'] }))
      .thenRecords(
        updatePosted({ ...theirs, action: posted.action, changed: ['action'], nextUpdateAt: minute(40) }),
      );
  });

  test('wins if both changed the same field and it came last', () => {
    given(opened(), theirs)
      .when(update({ ...posted, untouched: ['impact'] }))
      .thenRecords(
        updatePosted({ ...theirs, ...posted, changed: ['cause', 'action'], nextUpdateAt: minute(40) }),
      );
  });

  test("leaves triage's lines to triage, which keeps updating them", () => {
    const past = [opened(), diagnosed()];
    const { cause } = incidentOf(...past);
    const left = updatePosted({ cause: plainText(cause?.text ?? ''), changed: ['status'] });
    const later = diagnosed({ ...outage, leaf: 'other', cause: 'The token was revoked' });
    expect(incidentOf(...past, left).cause).toEqual(cause);
    expect(incidentOf(...past, left, later).cause?.text).toBe('The token was revoked');
  });

  test("applies only what changed since the last submission if it's submitted again", () => {
    const mine = update({ impact: plainText('All agents'), cause: plainText('A guess') });
    const earlier = { submitted: mine, seq: 2 };
    const posted = updatePosted({ status: 'IDENTIFIED', impact: mine.impact, cause: mine.cause });
    given(opened(), posted)
      .when({ ...mine, cause: null, untouched: ['cause'] }, { earlier })
      .thenRecords(updatePosted({ impact: mine.impact, changed: ['cause'] }));
    given(opened(), posted, { event: updatePosted({ ...theirs, status: 'MONITORING' }), by: byBob })
      .when({ ...mine, impact: plainText('Agents in the EU') }, { earlier })
      .thenRecords(
        updatePosted({
          ...theirs,
          status: 'MONITORING',
          impact: plainText('Agents in the EU'),
          changed: ['impact'],
        }),
      );
  });

  test("keeps the deadline if it's submitted again without another time", () => {
    const mine = update({ nextUpdateAt: minute(20) });
    const earlier = { submitted: mine, seq: 2 };
    const stands = updatePosted({ nextUpdateAt: minute(90) });
    const cause = plainText('A guess');
    given(opened(), stands)
      .when({ ...mine, cause }, { earlier, at: minute(25) })
      .thenRecords(updatePosted({ cause, changed: ['cause'], nextUpdateAt: minute(90) }));
    given(opened(), stands)
      .when({ ...mine, nextUpdateAt: minute(60) }, { earlier, at: minute(25) })
      .thenRecords(updatePosted({ changed: [], nextUpdateAt: minute(60) }));
    given(opened(), stands)
      .when({ ...mine, cause }, { earlier, at: minute(95) })
      .thenRecords(
        updatePosted({ cause, changed: ['cause'], nextUpdateAt: minute(125), missed: minute(90) }),
      );
  });

  test("records nothing if it's submitted again unchanged", () => {
    const mine = update({ cause: plainText('A guess') });
    given(opened(), updatePosted({ ...theirs, status: 'IDENTIFIED' }))
      .when({ ...mine, cause: theirs.cause }, { earlier: { submitted: mine, seq: 2 } })
      .thenRecords();
  });
});

describe('An untouched form', () => {
  test("doesn't bring back a severity that someone has changed meanwhile", () => {
    given(opened(), severityChanged({ to: 'P2' }))
      .when({ type: 'change_severity', to: 'P1', why: null, untouched: true })
      .thenRefused(/became P2 while this form was open/, 'severity');
  });

  test("doesn't bring back a commander", () => {
    given(opened({ commander: alice }), { type: 'commander_assigned', user: bob, previous: alice })
      .when({
        type: 'assign_roles',
        to: [
          { role: commanderRole, user: alice },
          { role: scribeRole, user: bob },
        ],
        untouched: [commanderRole],
      })
      .thenRecords({ type: 'role_assigned', role: scribeRole, user: bob, previous: null });
  });

  test("doesn't remove what fixed it, or the summary of an earlier close", () => {
    const past = [opened(), resolved('A restart'), closed({ summary: plainText('Chats hung') }), reopened()];
    given(...past)
      .when({ type: 'resolve', fix: null, untouched: true })
      .thenRecords(resolved('A restart'));
    const { type: _, ...empty } = closed();
    given(...past, resolved('A restart'))
      .when({ type: 'close', ...empty, untouched: ['summary', 'fix'] })
      .thenRecords(closed({ summary: plainText('Chats hung'), fix: plainText('A restart') }));
  });
});
