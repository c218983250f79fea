import type { ChangeKind, Changes } from '../incident/changes.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';

/** The changes after one more event. Pure. */
export function withChange(before: Incident, { seq, event }: Recorded): Changes {
  const { changes } = before;
  if (event.type === 'change_left_out') return { ...changes, leftOut: changes.leftOut.with(event.of, seq) };
  return kindsOf(before, event).reduce(({ latest, overtaken, leftOut }, kind) => {
    const earlier = latest[kind];
    return {
      latest: { ...latest, [kind]: seq },
      overtaken: earlier === undefined || kind === 'update' ? overtaken : overtaken.with(earlier, seq),
      leftOut,
    };
  }, changes);
}

/** A corrected declaration reports both values, so it overtakes the changes that it says differently. */
function kindsOf({ severity, commander }: Incident, event: Recorded['event']): readonly ChangeKind[] {
  switch (event.type) {
    case 'update_posted':
      return ['update'];
    case 'severity_changed':
      return ['severity'];
    case 'commander_assigned':
    case 'commander_lost':
    case 'commander_vacated':
      return ['command'];
    case 'resolved':
    case 'cancelled':
    case 'duplicate_marked':
    case 'reopened':
      return ['end'];
    case 'declaration_corrected': {
      const severe: ChangeKind[] = event.severity === severity ? [] : ['severity'];
      return event.commander === commander ? severe : [...severe, 'command'];
    }
    default:
      return [];
  }
}
