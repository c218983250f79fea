import { changesDocument, isDeletion, isHiding } from '../incident/ending/documents.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { minuteOf } from '../text/duration.ts';
import type { Owed } from './owed.ts';

/**
 * Whether the channel's canvas is to show the postmortem: from the first close on, in a channel of the incident's own. The
 * canvas of an adopted channel belongs to its members.
 */
export const hasCanvas = ({ adopted, canvas, status }: Incident): boolean =>
  !adopted && canvas?.kind !== 'left_out' && (canvas !== null || status === 'CLOSED');

/**
 * What follows from an event for the canvas: changes gather for a minute, also those of an incident that was reopened, whose
 * draft says how it stands; what must vanish waits for nothing. Pure.
 */
export function canvasEffects(incident: Incident, recorded: Recorded): readonly Owed[] {
  const { event, at } = recorded;
  const sync = (due: Millis): Owed[] => (hasCanvas(incident) ? [{ owe: { type: 'sync_canvas' }, due }] : []);
  switch (event.type) {
    case 'closed':
    case 'reopened':
    case 'cancelled':
    case 'duplicate_marked':
    case 'channel_ready':
      return sync(at);
    default:
      if (!changesDocument(recorded)) return [];
      return sync(isDeletion(event) || isHiding(event) ? at : nextMinute(at));
  }
}

/** The end of this minute: all changes within it bring one sync, and none waits longer. */
const nextMinute = (at: Millis): Millis => ((minuteOf(at) + 1) * 60_000) as Millis;
