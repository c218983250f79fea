import { describe, expect, test } from 'vitest';
import { permissionRefusal } from '../../../src/domain/decide/permission.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { PersonCommand } from '../../../src/domain/incident/commands.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { opened } from '../support/events.ts';
import { alice, bob, byAlice, byBob } from '../support/fixtures.ts';
import { given, record } from '../support/given.ts';

const resolve: PersonCommand = { type: 'resolve', fix: plainText('A restart') };

describe('With responders set, an incident', () => {
  test("can be resolved by whoever is commander by then, even if they weren't when Slack was asked", () => {
    given(opened({ commander: alice }), { type: 'commander_assigned', user: bob, previous: alice })
      .when(resolve, { by: byBob, responds: false })
      .thenRecords({ type: 'resolved', fix: plainText('A restart') });
    given(opened({ commander: alice }), { type: 'commander_assigned', user: bob, previous: alice })
      .when(resolve, { by: byAlice, responds: false })
      .thenRefused(/^Only the commander and responders can resolve it\. Nothing was changed\./, null);
  });

  test("can be resolved only by the commander while Slack doesn't say who the responders are", () => {
    given(opened({ commander: alice }))
      .when(resolve, { by: byBob, responds: null })
      .thenRefused(/^Slack isn't returning the list of responders right now/, null);
    given(opened({ commander: alice }))
      .when(resolve, { responds: null })
      .thenRecords({ type: 'resolved', fix: plainText('A restart') });
  });

  test('is open to everyone for what only adds to it', () => {
    const incident = fold(record([opened({ commander: alice })]));
    if (!incident) throw new Error('It was declared.');
    expect(permissionRefusal(incident, 'add_note', { by: byBob, responds: false })).toBeNull();
  });
});
