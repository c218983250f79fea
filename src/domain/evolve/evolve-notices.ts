import type { EventOf, Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import type { Notice, NoticeEnd } from '../incident/notice.ts';

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
    case 'diagnosed': {
      const { owner, cause = null } = event.type === 'diagnosed' ? event.diagnosis : event;
      const calm = event.calmed && { since: event.calmed.since, owner, cause };
      const left = calm ? ended(notices, ['flapping'], { how: 'calm', ...calm, seq }) : notices;
      return incident.recovery === null ? ended(left, ['offer'], { how: 'failing', at, seq }) : left;
    }
    case 'resolved':
    case 'closed':
      return ended(notices, ['call', 'offer', 'flapping'], { how: 'over', by, at, seq });
    case 'cancelled':
      return ended(notices, ['call', 'offer', 'flapping'], { how: 'cancelled', by, at, seq });
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
