import type { IncidentEvidence } from '../evidence/evidence.ts';
import { eventsOf } from '../evidence/evidence.ts';
import type { ExpectedState, Operation } from '../people/expected-state.ts';
import type { Violation } from '../violation.ts';
import { firstTitle } from './operations.ts';

/** How an entry can read: its word, or hidden. */
type Reading = { readonly word: string; readonly hidden: boolean };

/** On the timeline, each note reads as people corrected it, or is missing if they hid it. */
export function checkEntries(one: IncidentEvidence, expected: ExpectedState): Violation[] {
  const title = firstTitle(one);
  const operations = expected.operations.filter(
    (operation) => operation.title === title && operation.entry !== null,
  );
  return eventsOf(one, 'note_added').flatMap(({ seq, event }) => {
    const mine = operations.filter(({ entry }) => entry === seq);
    const readings = mine.reduce(after, [{ word: event.text, hidden: false }]);
    const words = [event.text, ...mine.flatMap(({ kind, word }) => (kind === 'edit' ? [word] : []))];
    const shown = words.filter((word) => one.exported.timeline.some(({ text }) => text.includes(word)));
    const isRight = readings.some(({ word, hidden }) =>
      hidden ? shown.length === 0 : shown.length === 1 && shown[0] === word,
    );
    if (isRight) return [];
    const could = readings.map(({ word, hidden }) => (hidden ? 'nothing' : `"${word}"`)).join(' or ');
    const what = `entry #${seq} shows ${JSON.stringify(shown)} and should show ${could}`;
    return [{ kind: 'disagree', incident: one.name, what, look: `the events of entry #${seq}` }];
  });
}

/** How it can read after an operation; one without a response may have been done or not. */
function after(readings: readonly Reading[], { kind, word, outcome }: Operation): Reading[] {
  if (outcome === 'refused') return [...readings];
  const done = readings.map((before) =>
    kind === 'edit' ? { ...before, word } : { ...before, hidden: kind === 'hide' },
  );
  return outcome === 'done' ? done : [...readings, ...done];
}
