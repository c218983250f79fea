import type { Case } from '../evidence/evidence.ts';
import { eventsOf } from '../evidence/evidence.ts';
import type { Deed, Ledger } from '../people/expected-state.ts';
import type { Violation } from '../violation.ts';
import { firstTitle } from './actions.ts';

/** How an entry can read: its word, or hidden. */
type Reading = { readonly word: string; readonly hidden: boolean };

/** On the timeline, each note reads as people corrected it, or is missing if they hid it. */
export function checkEntries(one: Case, ledger: Ledger): Violation[] {
  const title = firstTitle(one);
  const deeds = ledger.deeds.filter((deed) => deed.title === title && deed.entry !== null);
  return eventsOf(one, 'note_added').flatMap(({ seq, event }) => {
    const mine = deeds.filter(({ entry }) => entry === seq);
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

/** How it can read after a deed; one without a response may have been done or not. */
function after(readings: readonly Reading[], { kind, word, fate }: Deed): Reading[] {
  if (fate === 'refused') return [...readings];
  const done = readings.map((before) =>
    kind === 'edit' ? { ...before, word } : { ...before, hidden: kind === 'hide' },
  );
  return fate === 'done' ? done : [...readings, ...done];
}
