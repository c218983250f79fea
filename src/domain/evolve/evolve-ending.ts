import { originalOf } from '../incident/ending/cancellation.ts';
import type { EventOf } from '../incident/events/events.ts';
import type { IncidentId, Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Actor } from '../incident/people/actor.ts';
import type { PlainText } from '../text/text.ts';
import { itemsAtClose } from './evolve-items.ts';
import { reminderAfter } from './evolve-reminders.ts';

type EndingEvent = EventOf<
  | 'resolved'
  | 'resolution_corrected'
  | 'cancelled'
  | 'duplicate_marked'
  | 'cancellation_corrected'
  | 'closed'
  | 'review_corrected'
  | 'reopened'
>;

/** What changes when an incident ends in any way, when its end is corrected, and when it's reopened. */
export function endingChanged(
  before: Incident,
  { seq, at, by, event }: { seq: number; at: Millis; by: Actor; event: EndingEvent },
): Partial<Incident> {
  switch (event.type) {
    case 'resolved':
      return {
        status: 'RESOLVED',
        turned: { seq, by, to: 'resolved' },
        resolvedAt: at,
        degraded: before.degraded.with(seq, { from: before.degradedSince ?? at, to: at }),
        degradedSince: null,
        fix: event.fix,
        fixFrom: seq,
        ...promisesNothing(before),
      };
    case 'resolution_corrected':
      return { fix: event.fix, fixFrom: seq };
    case 'cancelled':
      return {
        ...cancelled(before, seq, at),
        turned: { seq, by, to: 'cancelled' },
        cancellation: { kind: 'none', by, at, reason: event.reason, why: event.why },
      };
    case 'duplicate_marked':
      return {
        ...cancelled(before, seq, at),
        turned: { seq, by, to: 'duplicated' },
        cancellation: { kind: 'duplicate', by, at, original: event.original },
        pointers: pointed(before, event.original, seq),
      };
    case 'cancellation_corrected':
      return {
        cancellation: before.cancellation && {
          ...before.cancellation,
          kind: 'none',
          reason: event.reason,
          why: event.why,
        },
      };
    case 'closed':
      return {
        status: 'CLOSED',
        turned: { seq, by, to: 'closed' },
        closedAt: at,
        closeSeq: seq,
        nextCheckAt: null,
        ...fixAtClose(before, seq, event.fix),
        ...reviewed(before, { at, by }, event),
      };
    case 'review_corrected':
      return {
        ...fixAtClose(before, seq, event.fix),
        ...reviewed(before, { at, by }, event),
      };
    case 'reopened':
      return {
        status: 'INVESTIGATING',
        turned: { seq, by, undid: before.cancellation, to: 'reopened' },
        pointers: pointed(before, originalOf(before), seq),
        resolvedAt: null,
        degradedSince: at,
        closedAt: null,
        cancellation: null,
        nextUpdateAt: event.nextUpdateAt,
        remindAt: event.nextUpdateAt,
        reminder: null,
        wasOver: true,
        // Health before the reopening isn't a recovery from it, and a recovery after it is a new one.
        healthy: null,
        recovery: null,
        ...(event.respondBy !== undefined && {
          respondBy: event.respondBy,
          respondTarget: event.respondTarget ?? null,
          calledOutAt: null,
        }),
      };
  }
}

/** The review of a close, apart from the action items that an earlier version kept in it. */
function reviewed(
  before: Incident,
  closed: { at: Millis; by: Actor },
  { type: _, actionItems, itemsApart, ...review }: EventOf<'closed' | 'review_corrected'>,
): Pick<Incident, 'review' | 'items'> {
  const lessons = review.lessons === undefined ? before.review?.lessons : review.lessons;
  return {
    review: { ...review, ...(lessons !== undefined && { lessons }) },
    items: itemsAtClose(before, closed, { actionItems, itemsApart }),
  };
}

/** It counts as degraded only if it is reopened, and then not while it was cancelled. */
const cancelled = (before: Incident, seq: number, at: Millis): Partial<Incident> => ({
  status: 'CANCELLED',
  degraded:
    before.degradedSince === null
      ? before.degraded
      : before.degraded.with(seq, { from: before.degradedSince, to: at }),
  degradedSince: null,
  ...promisesNothing(before),
});

const pointed = ({ pointers }: Incident, original: IncidentId | null, seq: number): Incident['pointers'] =>
  original === null ? pointers : new Map(pointers).set(original, seq);

/** Once it's over, no update is due, and no check. */
const promisesNothing = (before: Incident): Partial<Incident> => ({
  nextUpdateAt: null,
  remindAt: null,
  nextCheckAt: null,
  flapping: null,
  wasOver: true,
  reminder: reminderAfter(before, 'ended'),
});

/** The resolution says what fixed it; the close only if it says something else. */
function fixAtClose({ fix, fixFrom }: Incident, seq: number, stated: PlainText | null): Partial<Incident> {
  if (stated === null || stated === fix) return {};
  return { fix: stated, fixFrom: fix === null ? fixFrom : seq };
}
