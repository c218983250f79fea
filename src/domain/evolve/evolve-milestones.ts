import { AppendOnlyMap } from '../incident/append-only-map.ts';
import { entryTime } from '../incident/entry.ts';
import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Milestones } from '../incident/times/milestones.ts';

/** As an incident is declared. */
export const firstMilestones = ({ startedAt, firstAlert }: EventOf<'opened'>): Milestones => ({
  startFrom: startedAt !== undefined ? 'person' : firstAlert ? 'alert' : null,
  detectedAt: null,
  mitigated: null,
  deadlines: new AppendOnlyMap(),
});

/** The milestones after one more event. */
export function milestonesAfter(before: Incident, { seq, at, event }: Recorded): Milestones {
  const { milestones } = before;
  switch (event.type) {
    case 'start_corrected':
      return { ...milestones, startFrom: 'person' };
    case 'time_corrected':
      return {
        ...milestones,
        ...(event.time === 'detected' && { detectedAt: event.to }),
        ...(event.time === 'mitigated' && { mitigated: { at: event.to, seq: null } }),
      };
    case 'update_posted': {
      const updated = metDeadline(before, { seq, at, ended: false });
      return event.status === 'MONITORING' ? mitigated(updated, seq, at) : updated;
    }
    case 'resolved':
      return mitigated(metDeadline(before, { seq, at, ended: true }), seq, at);
    case 'cancelled':
    case 'duplicate_marked':
      return metDeadline(before, { seq, at, ended: true });
    case 'entry_edited':
      return event.when === undefined ? milestones : moved(before, event.of, event.when);
    default:
      return milestones;
  }
}

const mitigated = (milestones: Milestones, seq: number, at: Millis): Milestones =>
  milestones.mitigated ? milestones : { ...milestones, mitigated: { seq, at } };

function metDeadline(
  { milestones, nextUpdateAt }: Incident,
  { seq, at, ended }: { seq: number; at: Millis; ended: boolean },
): Milestones {
  if (nextUpdateAt === null) return milestones;
  const deadlines = milestones.deadlines.with(seq, { due: nextUpdateAt, cameAt: at, ended });
  return { ...milestones, deadlines };
}

/** An entry was moved in time, and what it says happened then. */
function moved(before: Incident, number: number, when: Millis): Milestones {
  const { milestones, entries, startedAt } = before;
  const { mitigated, deadlines, startFrom } = milestones;
  const entry = entries.recorded.get(number);
  const movesStart = entry?.type === 'first_alert' && entryTime(entries, entry) === startedAt;
  return {
    ...milestones,
    startFrom: movesStart ? 'person' : startFrom,
    mitigated: mitigated?.seq === number ? { seq: number, at: when } : mitigated,
    deadlines: deadlines.has(number)
      ? [...deadlines].reduce<Milestones['deadlines']>(
          (all, [seq, one]) => all.with(seq, seq === number ? { ...one, cameAt: when } : one),
          new AppendOnlyMap(),
        )
      : deadlines,
  };
}
