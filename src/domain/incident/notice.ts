import type { ResponseTarget } from '../decide/response-policy.ts';
import type { Effect } from '../effects/effects.ts';
import type { Flapping } from '../watch/flapping.ts';
import type { Actor } from './actor.ts';
import type { EventOf, Recorded } from './events.ts';
import type { MessageTs, Millis, UserId } from './ids.ts';
import type { Incident } from './incident.ts';

/** What ended a state that was told of, with the seq of that event; times are UTC ms. */
export type NoticeEnd = { readonly seq: number } & (
  | { readonly how: 'taken'; readonly user: UserId; readonly by: Actor; readonly at: Millis }
  | { readonly how: 'failing'; readonly at: Millis }
  | { readonly how: 'calm'; readonly since: Millis }
  | { readonly how: 'over'; readonly by: Actor; readonly at: Millis }
);

/**
 * A state of things that people are told of in the channel, in the present tense and with a button, so that the message
 * has to follow: nobody has command (`target`: which response target had passed), the checks are healthy again, the
 * checks go back and forth. `seq`: of the event that it answers.
 */
export type Notice = {
  readonly seq: number;
  /** Its message; null while none is known to stand, or where an earlier version posted it. */
  readonly ts: MessageTs | null;
  readonly end: NoticeEnd | null;
} & (
  | {
      readonly kind: 'call';
      readonly target: ResponseTarget | null;
      readonly lost: Incident['lostCommander'];
    }
  | { readonly kind: 'offer' }
  | { readonly kind: 'flapping'; readonly flapping: Flapping }
);

/** How many notices an incident keeps at hand. */
const noticesKept = 20;

type Notices = Incident['notices'];

/** The notices after one more event, which `incident` has become by. */
export function noticesAfter(incident: Incident, recorded: Recorded): Notices {
  const raised = raisedBy(incident, recorded);
  const { notices } = incident;
  if (raised) return new Map([...[...notices].slice(1 - noticesKept), [raised.seq, raised]]);
  const { event, seq, at, by } = recorded;
  switch (event.type) {
    case 'notice_posted':
      return posted(notices, event);
    case 'commander_assigned':
      return ended(notices, ['call'], { how: 'taken', user: event.user, by, at, seq });
    case 'declaration_corrected':
      return event.commander
        ? ended(notices, ['call'], { how: 'taken', user: event.commander, by, at, seq })
        : notices;
    case 'checked':
      return incident.recovery === null ? ended(notices, ['offer'], { how: 'failing', at, seq }) : notices;
    case 'diagnosed':
      if (event.calmed) return ended(notices, ['flapping'], { how: 'calm', since: event.calmed.since, seq });
      return incident.recovery === null ? ended(notices, ['offer'], { how: 'failing', at, seq }) : notices;
    case 'resolved':
    case 'closed':
      return ended(notices, ['call', 'offer', 'flapping'], { how: 'over', by, at, seq });
    default:
      return notices;
  }
}

/** What an event makes people to be told of; null where it is nothing of the kind. */
function raisedBy({ respondTarget, lostCommander }: Incident, { event, seq }: Recorded): Notice | null {
  const fresh = { seq, ts: null, end: null };
  switch (event.type) {
    case 'response_overdue':
    case 'commander_lost':
      return { ...fresh, kind: 'call', target: respondTarget, lost: lostCommander };
    case 'recovered':
      return { ...fresh, kind: 'offer' };
    case 'flapping': {
      const { type: _, ...flapping } = event;
      return { ...fresh, kind: 'flapping', flapping };
    }
    default:
      return null;
  }
}

function posted(notices: Notices, { of, ts }: EventOf<'notice_posted'>): Notices {
  const notice = notices.get(of);
  return notice ? new Map(notices).set(of, { ...notice, ts }) : notices;
}

function ended(notices: Notices, kinds: readonly Notice['kind'][], end: NoticeEnd): Notices {
  const over = [...notices.values()].filter((one) => one.end === null && kinds.includes(one.kind));
  if (over.length === 0) return notices;
  return new Map([...notices, ...over.map((one): [number, Notice] => [one.seq, { ...one, end }])]);
}

/** In a new channel none stands, and what has ended is told of nowhere. */
export const noticesMoved = (notices: Notices): Notices =>
  new Map(
    [...notices].filter(([, { end }]) => end === null).map(([seq, one]) => [seq, { ...one, ts: null }]),
  );

/**
 * Whether what a notice says is so now. An offer to resolve rests, and comes back, while the checks cannot tell or go
 * back and forth.
 */
export const isSo = ({ healthy, flapping }: Incident, { kind, end }: Notice): boolean =>
  end === null && (kind !== 'offer' || (healthy !== null && flapping === null));

/** The effect that brings the message of a notice to what is so now, or posts it. */
export function noticeEffect({ kind, seq }: Notice): Effect {
  switch (kind) {
    case 'call':
      return { type: 'call_out', of: seq };
    case 'offer':
      return { type: 'offer_resolve', of: seq };
    case 'flapping':
      return { type: 'tell_flapping', of: seq };
  }
}
