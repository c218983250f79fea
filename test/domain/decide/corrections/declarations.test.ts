import { describe, expect, test } from 'vitest';
import { responseTarget } from '../../../../src/domain/decide/response-policy.ts';
import { react } from '../../../../src/domain/effects/react.ts';
import { fold } from '../../../../src/domain/evolve/evolve.ts';
import type { PersonCommand } from '../../../../src/domain/incident/commands.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { opened, severityChanged } from '../../support/events.ts';
import { alice, bob, byBob, channel, minute, policy } from '../../support/fixtures.ts';
import { given, type Past, record } from '../../support/given.ts';

/** The form says something else than `submitted`, when the incident had so many events. */
const takenAs = (submitted: PersonCommand | null, seq: number | null = null) => ({
  earlier: { submitted, seq },
});
const text = plainText;

const declare = (over: Partial<Extract<PersonCommand, { type: 'open' }>> = {}): PersonCommand => {
  const { title, severity, impact, commander } = opened();
  return { type: 'open', title, severity, impact, commander, firstAlert: null, ...over };
};

const review = {
  summary: text('Chats hung'),
  rootCause: null,
  fix: text('A restart'),
  conversationsAffected: 3,
  usersAffected: null,
  actionItems: [],
};

const resolved: Past = { type: 'resolved', fix: text('A restart') };
const closed: Past = { type: 'closed', ...review };

describe('A declaration that is submitted again from the same form', () => {
  test('corrects title, severity, impact, and commander, and makes deadlines sooner', () => {
    given(opened({ severity: 'P2', nextUpdateAt: minute(60), respondBy: minute(60) }))
      .when(
        declare({ title: text('Chats hang in the EU'), severity: 'P1', impact: text('EU'), commander: bob }),
        takenAs(declare({ severity: 'P2' })),
      )
      .thenRecords({
        type: 'declaration_corrected',
        title: text('Chats hang in the EU'),
        severity: 'P1',
        impact: text('EU'),
        commander: bob,
        nextUpdateAt: minute(40),
        respondBy: minute(25),
        respondTarget: responseTarget(policy, 'P1'),
      });
  });

  test("keeps the severity if the person isn't a responder and responders are set", () => {
    const order = { ...takenAs(declare({ commander: alice })), responds: false };
    given(opened({ severity: 'P1', commander: bob }))
      .when(declare({ severity: 'P4', commander: alice }), order)
      .thenRefused(/^Only the commander and responders can change the severity/, 'severity');
    given(opened({ severity: 'P1', commander: alice }))
      .when(declare({ severity: 'P4', commander: alice }), { ...order, by: byBob })
      .thenRefused(/^Only the commander and responders can change the severity/, 'severity');
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
        respondTarget: responseTarget(policy, 'P1'),
      });
  });

  test('leaves what others have changed since, if the form says the same as before', () => {
    const { nextUpdateAt, respondBy } = opened();
    given(opened({ commander: null }), { type: 'commander_assigned', user: bob, previous: null })
      .when(declare({ title: text('Chats hang in the EU') }), takenAs(declare()))
      .thenRecords({
        type: 'declaration_corrected',
        title: text('Chats hang in the EU'),
        severity: 'P1',
        impact: null,
        commander: bob,
        nextUpdateAt,
        respondBy,
        respondTarget: responseTarget(policy, 'P1'),
      });
  });

  test('leaves that too on a third submission, compared with the second', () => {
    const { nextUpdateAt, respondBy } = opened();
    given(opened(), severityChanged({ to: 'P3' }), {
      event: {
        type: 'declaration_corrected',
        title: text('Two'),
        severity: 'P3',
        impact: null,
        commander: null,
        nextUpdateAt,
        respondBy,
      },
    })
      .when(declare({ title: text('Three') }), {
        ...takenAs(declare({ title: text('Two') })),
        responds: false,
      })
      .thenRecords(
        expect.objectContaining({ type: 'declaration_corrected', title: 'Three', severity: 'P3' }),
      );
  });

  test('records nothing if nothing differs', () => {
    given(opened())
      .when(declare({ title: text(` ${opened().title} `) }), takenAs(declare()))
      .thenRecords();
  });

  test("is refused like the first one if it can't be applied", () => {
    given(opened())
      .when(declare({ title: text('') }), takenAs(declare()))
      .thenRefused(/title/, 'title');
  });

  test('is refused if the incident is closed by then', () => {
    given(opened(), resolved, closed)
      .when(declare({ title: text('Other') }), takenAs(declare()))
      .thenRefused(/is closed/);
  });

  test('queues what shows it: headline, announcement, topic, the new commander, and the deadlines', () => {
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
