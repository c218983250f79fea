import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import type { UserId } from '../../../../src/domain/incident/ids.ts';
import { closed, opened, resolved } from '../../support/events.ts';
import { alice, bob, byAlice, byBob, minute } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const command = (user: UserId): Command => ({ type: 'assign_commander', user });
const commands = (user: UserId, previous: UserId | null = null): IncidentEvent => ({
  type: 'commander_assigned',
  user,
  previous,
});

describe('Command', () => {
  test('can be taken', () => {
    given(opened()).when(command(alice), { by: byAlice }).thenRecords(commands(alice));
  });

  test('can be handed over, and the record says from whom', () => {
    given(opened({ commander: alice }))
      .when(command(bob), { by: byAlice })
      .thenRecords(commands(bob, alice));
  });

  test("can't be taken twice by the same person", () => {
    given(opened({ commander: alice }))
      .when(command(alice), { by: byAlice })
      .thenRefused(/^You're already the commander of INC-7/, 'commander');
  });

  test("can't be given to the current commander", () => {
    given(opened({ commander: alice }))
      .when(command(alice), { by: byBob })
      .thenRefused(/^That person is already the commander of INC-7/, 'commander');
  });

  test("can't change on a closed incident", () => {
    given(opened(), resolved(), closed())
      .when(command(bob))
      .thenRefused(/closed/);
  });

  test("is first taken once: a handover doesn't move that time", () => {
    const past = [
      { event: opened(), at: minute(0) },
      { event: commands(alice), at: minute(5) },
      { event: commands(bob, alice), at: minute(9) },
    ];
    expect(incidentOf(...past)).toMatchObject({ commander: bob, acknowledgedAt: minute(5) });
  });
});
