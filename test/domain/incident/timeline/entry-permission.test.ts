import { describe, test } from 'vitest';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { scribeRole } from '../../../../src/domain/incident/people/roles.ts';
import { diagnosed } from '../../support/diagnoses.ts';
import { edit, hidden, hide, message, restore } from '../../support/entries.ts';
import { noteAdded, opened } from '../../support/events.ts';
import { alice, bob, byAlice, byBob, byBot, minute } from '../../support/fixtures.ts';
import { given } from '../../support/given.ts';

const note = noteAdded('Cahce is cold', minute(2));
const past = [opened(), note];

describe('A timeline entry can be changed', () => {
  test('by its author and the commander, and nobody else', () => {
    given(...past)
      .when(edit(2, { text: 'x' }), { by: byBob })
      .thenRefused(/^Only .*, the scribe, and the commander/);
    given(...past)
      .when(hide(2), { by: byBob })
      .thenRefused(/Take command, then try again/);
    given(opened({ commander: bob }), note)
      .when(hide(2), { by: byBob })
      .thenRecords(hidden(2));
    given(opened({ commander: bob }), { event: note, by: byBob })
      .when(hide(2), { by: byAlice })
      .thenRefused(/Ask one of them/);
  });

  test('by the scribe as well', () => {
    const scribe: IncidentEvent = { type: 'role_assigned', role: scribeRole, user: bob, previous: null };
    given(...past, scribe)
      .when(hide(2), { by: byBob })
      .thenRecords(hidden(2));
  });

  test("by the message's author if it's a marked message", () => {
    given(opened(), { event: message, by: byBot }).when(hide(2), { by: byBob }).thenRecords(hidden(2));
    given(opened(), { event: message, by: byBot })
      .when(hide(2), { by: byAlice })
      .thenRefused(/^Only /);
  });

  test('by anyone in its time or visibility if the bot wrote it, and by nobody in its text', () => {
    const bots = [opened({ commander: alice }), { event: diagnosed(), by: byBot, at: minute(1) }];
    given(...bots)
      .when(hide(2), { by: byBob })
      .thenRecords(hidden(2));
    given(...bots)
      .when(edit(2, { when: minute(2) }), { by: byBob })
      .thenRecords({ type: 'entry_edited', of: 2, when: minute(2) });
    given(...bots)
      .when(edit(2, { text: 'Not us' }))
      .thenRefused(/the bot wrote it/, 'text');
  });

  test('by whoever hid it, to show it again', () => {
    given(
      opened({ commander: bob }),
      note,
      { event: hidden(2), by: byBob },
      { type: 'commander_assigned', user: alice, previous: bob },
    )
      .when(restore(2), { by: byBob })
      .thenRecords({ type: 'entry_restored', of: 2 });
  });
});
