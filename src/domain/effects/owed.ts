import { scriptNamed, storyOf } from '../drill/scripts.ts';
import type { ClockCommand } from '../incident/commands.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { countedAhead, isRepetition } from '../incident/promises/deadlines.ts';
import { isFinal, isOpen } from '../incident/status.ts';
import type { Effect } from './effects.ts';

/**
 * An effect to run at `due` (UTC ms), or one no longer wanted. `promised`: people were told this time; if absent,
 * `isPromise` decides by kind. `background`: nobody waits for it this time; if absent, `isBackground` decides.
 */
export type Owed =
  | { readonly owe: Effect; readonly due: Millis; readonly promised?: boolean; readonly background?: true }
  | { readonly drop: Effect };

/** The effect that triggers a clock's command. */
export const clockEffect = ({ type, due }: ClockCommand): Effect => ({
  type: type === 'remind' ? 'wake' : type,
  due,
});

/** What stops once an incident is over. */
export const disarmed: readonly Owed[] = [
  { drop: { type: 'wake', due: 0 as Millis } },
  { drop: { type: 'check_response', due: 0 as Millis } },
  { drop: { type: 'check_comms_lead', due: 0 as Millis } },
  { drop: { type: 'check_again' } },
];

/** The next run of the checks, while there should be one. */
export const checkAgainAt = (due: Millis | null): Owed[] =>
  due === null ? [] : [{ owe: { type: 'check_again' }, due }];

/**
 * The two deadlines of an open incident: the next update, and a commander. `at`: UTC ms by the clock, which may have
 * been set back behind the record.
 */
export function armed(incident: Incident, at: Millis): Owed[] {
  const { remindAt, respondBy, recordedAt } = incident;
  if (!isOpen(incident.status)) return [];
  const owed: Owed[] = [];
  if (remindAt !== null) {
    const due = countedAhead(incident, at) ? ((at + remindAt - recordedAt) as Millis) : remindAt;
    owed.push({
      owe: { type: 'wake', due: remindAt },
      due,
      ...(isRepetition(incident) && { promised: false }),
    });
  }
  const answered = incident.commander !== null || incident.calledOutAt !== null;
  const check: Effect = { type: 'check_response', due: respondBy };
  owed.push(answered ? { drop: check } : { owe: check, due: respondBy });
  return owed;
}

/**
 * Drill events: one is queued at a time, the next once that one is posted. What is queued at the close is no longer
 * wanted.
 */
export function nextPart(incident: Incident, { at, event }: Recorded): readonly Owed[] {
  const { drill, channel } = incident;
  if (!drill || !channel) return [];
  if (!['channel_ready', 'story_told', 'reopened'].includes(event.type)) return [];
  const script = scriptNamed(drill.script);
  const next = script && storyOf(script)[drill.partsTold];
  if (!next || isFinal(incident.status)) return [];
  const due = Math.max(at, drill.startedAt + next.afterMs) as Millis;
  return [{ owe: { type: 'tell_story', part: drill.partsTold }, due }];
}
