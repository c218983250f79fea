import { canvasIdOf } from '../incident/ending/canvas.ts';
import type { Incident } from '../incident/incident.ts';
import { noticesMoved } from './evolve-notices.ts';

/** Nothing has been posted in a new channel yet; the announcement is elsewhere. */
export function movedTo(before: Incident, channel: Incident['channel'], seq: number): Partial<Incident> {
  if (before.channel?.id === channel?.id) return { channel };
  const { channel: former, adopted } = before;
  const diagnoses = new Map(
    [...before.diagnoses].map(([seq, entry]) => [seq, { ...entry, ts: null, details: null }]),
  );
  // A reminder that nobody can have seen is sent again.
  const unseen = before.reminder?.answer === null ? before.reminder.due : before.remindAt;
  const notices = noticesMoved(before.notices);
  return {
    channel,
    left: former ? { channel: former.id, adopted, seq, canvas: canvasIdOf(before.canvas) } : before.left,
    adopted: false,
    headline: null,
    canvas: null,
    diagnoses,
    notices,
    checksCard: null,
    reminder: null,
    remindAt: unseen,
  };
}
