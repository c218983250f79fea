import { AppendOnlyMap } from '../incident/append-only-map.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Milestones } from '../incident/times/milestones.ts';

/** As an incident is declared. */
export const firstMilestones = (): Milestones => ({
  detectedAt: null,
  mitigated: null,
  deadlines: new AppendOnlyMap(),
});

/** The milestones after one more event. */
export function milestonesAfter(before: Incident, { seq, at, event }: Recorded): Milestones {
  const { milestones } = before;
  switch (event.type) {
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
      return event.when === undefined ? milestones : moved(milestones, event.of, event.when);
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
function moved(milestones: Milestones, number: number, when: Millis): Milestones {
  const { mitigated, deadlines } = milestones;
  return {
    ...milestones,
    mitigated: mitigated?.seq === number ? { seq: number, at: when } : mitigated,
    deadlines: deadlines.has(number)
      ? [...deadlines].reduce<Milestones['deadlines']>(
          (all, [seq, one]) => all.with(seq, seq === number ? { ...one, cameAt: when } : one),
          new AppendOnlyMap(),
        )
      : deadlines,
  };
}
