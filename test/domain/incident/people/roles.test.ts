import { describe, expect, test } from 'vitest';
import { react } from '../../../../src/domain/effects/react.ts';
import { fold } from '../../../../src/domain/evolve/evolve.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import type { UserId } from '../../../../src/domain/incident/ids.ts';
import {
  builtInRoles,
  commanderRole,
  commsLeadRole,
  type HeldRole,
  holderOf,
  roleNameSchema,
  rolesOf,
  scribeRole,
} from '../../../../src/domain/incident/people/roles.ts';
import { roleHistory } from '../../../../src/domain/records/people/role-history.ts';
import { timeline } from '../../../../src/domain/records/timeline.ts';
import { channelReady, closed, opened, resolved } from '../../support/events.ts';
import { alice, bob, byAlice, byBob, byBot, minute } from '../../support/fixtures.ts';
import { given, incidentOf, type Past, record } from '../../support/given.ts';

const roles = (...to: HeldRole[]): Command => ({ type: 'assign_roles', to, untouched: [] });
const scribe = (user: UserId | null, previous: UserId | null = null): IncidentEvent => ({
  type: 'role_assigned',
  role: scribeRole,
  user,
  previous,
});

describe("An incident's roles", () => {
  const given = (role: string, user: UserId): IncidentEvent => ({
    type: 'role_assigned',
    role: roleNameSchema.parse(role),
    user,
    previous: null,
  });

  test('are in one order, however they were taken or handed over', () => {
    const past = [given('Ops', bob), given('Scribe', bob), given('Data', bob), given('Comms lead', bob)];
    const order = ['Comms lead', 'Scribe', 'Data', 'Ops'];
    expect([...incidentOf(opened(), ...past).roles.keys()]).toEqual(order);
    expect([...incidentOf(opened(), ...past, given('Scribe', alice)).roles.keys()]).toEqual(order);
    expect([...roleHistory(record([opened(), ...past])).keys()]).toEqual(['Commander', ...order]);
  });
});

describe('A role', () => {
  test('can be assigned, handed over, and vacated', () => {
    given(opened())
      .when(roles({ role: scribeRole, user: bob }))
      .thenRecords(scribe(bob));
    given(opened(), scribe(bob))
      .when(roles({ role: scribeRole, user: alice }))
      .thenRecords(scribe(alice, bob));
    given(opened(), scribe(bob))
      .when(roles({ role: scribeRole, user: null }))
      .thenRecords(scribe(null, bob));
  });

  test.each<[string, Past[], HeldRole, RegExp]>([
    [
      'to whoever has it',
      [opened(), scribe(bob)],
      { role: scribeRole, user: bob },
      /^That person is already Scribe of INC-7/,
    ],
    [
      'to oneself twice',
      [opened(), scribe(alice)],
      { role: scribeRole, user: alice },
      /^You're already Scribe of INC-7/,
    ],
    [
      'to nobody when nobody has it',
      [opened()],
      { role: scribeRole, user: null },
      /^INC-7 has no Scribe\. Nothing was changed/,
    ],
  ])('cannot be given %s', (_, past, to, sentence) => {
    given(...past)
      .when(roles(to), { by: byAlice })
      .thenRefused(sentence, 'role:Scribe');
  });

  test('of a closed incident cannot change', () => {
    given(opened(), resolved(), closed())
      .when(roles({ role: scribeRole, user: bob }))
      .thenRefused(/closed/);
  });

  test('can be one from the settings', () => {
    const support = roleNameSchema.parse('Support lead');
    given(opened())
      .when(roles({ role: support, user: bob }))
      .thenRecords({ type: 'role_assigned', role: support, user: bob, previous: null });
  });

  test('that was removed from the settings still shows who has it', () => {
    const support = roleNameSchema.parse('Support lead');
    const incident = incidentOf(opened(), {
      type: 'role_assigned',
      role: support,
      user: bob,
      previous: null,
    });
    expect(rolesOf(incident, builtInRoles).at(-1)).toEqual({ role: support, user: bob });
  });
});

describe('Command is a role like the others:', () => {
  test('the form of all roles hands it over as the command does', () => {
    given(opened({ commander: alice }))
      .when(roles({ role: commanderRole, user: bob }))
      .thenRecords({ type: 'commander_assigned', user: bob, previous: alice });
  });

  test('it can be given up', () => {
    given(opened({ commander: alice }))
      .when({ type: 'assign_commander', user: null })
      .thenRecords({ type: 'commander_vacated', previous: alice });
    given(opened())
      .when({ type: 'assign_commander', user: null })
      .thenRefused(/^INC-7 has no Commander\. Nothing was changed/, 'commander');
  });

  test('someone is called for again if the response target passes without a commander', () => {
    const past: Past[] = [opened({ commander: alice }), { type: 'commander_vacated', previous: alice }];
    expect(incidentOf(...past)).toMatchObject({ commander: null, calledOutAt: null });
    given(...past)
      .when({ type: 'check_response', due: minute(15) }, { at: minute(15), by: byBot })
      .thenRecords({ type: 'response_overdue', due: minute(15) });
  });
});

describe('The form of all roles', () => {
  const form = (to: HeldRole[], untouched = builtInRoles): Command => ({
    type: 'assign_roles',
    to,
    untouched: untouched.filter((role) => to.some((one) => one.role === role)),
  });

  test('records only what a person changed', () => {
    given(opened({ commander: bob }), scribe(bob))
      .when(
        form(
          [
            { role: commanderRole, user: alice },
            { role: commsLeadRole, user: bob },
            { role: scribeRole, user: null },
          ],
          [commanderRole, scribeRole],
        ),
      )
      .thenRecords({ type: 'role_assigned', role: commsLeadRole, user: bob, previous: null });
  });

  test('is refused if nothing was changed', () => {
    given(opened())
      .when(form([{ role: scribeRole, user: null }]))
      .thenRefused(/^Nothing was changed in this form\./, 'commander');
  });

  test('that is submitted again changes only what differs from before', () => {
    const first = form([{ role: scribeRole, user: bob }], []);
    given(opened(), scribe(bob), scribe(alice, bob))
      .when(first, { earlier: { submitted: first, seq: 2 } })
      .thenRecords();
    given(opened(), scribe(bob))
      .when(form([{ role: scribeRole, user: alice }], []), { earlier: { submitted: first, seq: 2 } })
      .thenRecords(scribe(alice, bob));
  });
});

describe('Someone who can no longer have a role', () => {
  const lost = { role: scribeRole, user: bob, why: 'deactivated' } as const;

  test("loses it, and it's vacant", () => {
    given(opened(), scribe(bob))
      .when({ type: 'record_role_lost', ...lost }, { by: byBot })
      .thenRecords({ type: 'role_lost', ...lost });
    expect(
      holderOf(incidentOf(opened(), scribe(bob), { type: 'role_lost', ...lost }), scribeRole),
    ).toBeNull();
  });

  test.each<[string, Past[]]>([
    ['when somebody else has it by then', [opened(), scribe(bob), scribe(alice, bob)]],
    ['when the incident is over', [opened(), scribe(bob), resolved()]],
  ])('records nothing %s', (_, past) => {
    given(...past)
      .when({ type: 'record_role_lost', ...lost }, { by: byBot })
      .thenRecords();
  });
});

describe('A change of roles', () => {
  test('invites whoever takes one, is shown in the headline, and is posted in its thread', () => {
    const events = record([opened(), channelReady(), { event: scribe(bob), at: minute(5), by: byAlice }]);
    const [incident, last] = [fold(events), events.at(-1)];
    if (!incident || !last) throw new Error('There is no incident.');
    const owed = react(incident, last);
    expect(owed).toEqual(
      expect.arrayContaining([
        { owe: { type: 'invite', user: bob }, due: minute(5) },
        { owe: { type: 'sync_headline' }, due: minute(5) },
        { owe: { type: 'post_change', of: 3 }, due: minute(5) },
      ]),
    );
  });

  test.each<[IncidentEvent, typeof byBob, string]>([
    [scribe(bob), byBob, 'Scribe: @U0BOB took the role'],
    [scribe(bob), byAlice, 'Scribe: @U0BOB, assigned by @U0ALICE'],
    [scribe(null, bob), byBob, 'Scribe: nobody, given up by @U0BOB'],
    [scribe(null, bob), byAlice, 'Scribe: nobody, taken from @U0BOB by @U0ALICE'],
    [{ type: 'commander_vacated', previous: bob }, byBob, 'Commander: nobody, given up by @U0BOB'],
    [
      { type: 'role_lost', role: scribeRole, user: bob, why: 'guest' },
      byBot,
      'Scribe: @U0BOB is a guest in this workspace, so nobody has the role',
    ],
  ])('stands on the timeline: %o', (event, by, words) => {
    const [, last] = timeline(record([opened(), { event, at: minute(5), by }]), (user) => `@${user}`);
    expect(last?.text).toBe(words);
  });
});
