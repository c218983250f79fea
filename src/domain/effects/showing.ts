import { latestDiagnosis, suggestsAnother } from '../incident/diagnoses.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import { cardChanged } from './channel-effects.ts';
import type { Effect } from './effects.ts';
import type { Owed } from './owed.ts';

/** The effects by which an event can change what is shown, see `showing`. */
export type Showing = ReturnType<typeof showing>;

/** The effects by which an event of this incident can change what is shown, by what they show. Pure. */
export function showing(incident: Incident, { seq, at }: Recorded) {
  const now = (effect: Effect): Owed => ({ owe: effect, due: at });
  const inChannel = (...effects: Effect[]): Owed[] => (incident.channel ? effects.map(now) : []);
  const headlineShown = inChannel({ type: 'sync_headline' });
  const reminderShown = incident.reminder
    ? inChannel({ type: 'sync_reminder', of: incident.reminder.seq })
    : [];
  const latest = latestDiagnosis(incident);
  // The latest verdict has the button for the suggested severity, depending on the incident's severity.
  const buttonShown = latest ? inChannel({ type: 'sync_diagnosis', of: latest.seq }) : [];
  return {
    now,
    inChannel,
    headlineShown,
    shown: [...headlineShown, now({ type: 'announce' })],
    change: inChannel({ type: 'post_change', of: seq }),
    reminderShown,
    /** A pending reminder names who is asked. */
    askedAnew: incident.reminder?.answer === null ? reminderShown : [],
    buttonShown,
    suggestionShown: latest && suggestsAnother(incident, latest) ? buttonShown : [],
    /** For a cancelled incident, the topic says so. */
    topicShown: inChannel({ type: 'set_topic' }),
    cardShown: inChannel(...cardChanged(incident)),
  };
}
