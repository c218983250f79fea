import type { Effect } from '../effects/effects.ts';
import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import { type Notice, type NoticeEnd, standingSetbacks } from '../incident/notice.ts';
import type { Setback } from '../incident/setback.ts';

/** How many notices an incident keeps in memory. */
const noticesKept = 50;
/** Effects that matter only while an incident is open: their failure is over when the incident is. */
const runsWhileOpen: ReadonlySet<string> = new Set<Effect['type']>(['wake', 'check_response', 'check_again']);

type Notices = Incident['notices'];

/** The notices after one more event, which led to `incident`. */
export function noticesAfter(incident: Incident, recorded: Recorded): Notices {
  const raised = raisedBy(incident, recorded);
  const { notices } = incident;
  if (raised) return new Map([...[...notices].slice(1 - noticesKept), [raised.seq, raised]]);
  const { event, seq, at, by } = recorded;
  switch (event.type) {
    case 'notice_posted':
      return posted(notices, event);
    case 'setback_over':
      return endedAs(notices, standingSetbacks(notices, event.key), { how: event.how, at, seq });
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
      return withoutIdle(ended(notices, ofTheOpen, { how: 'over', by, at, seq }), { at, seq });
    case 'cancelled':
      return withoutIdle(ended(notices, ofTheOpen, { how: 'cancelled', by, at, seq }), { at, seq });
    case 'duplicate_marked': {
      const end = { how: 'duplicate', original: event.original, by, at, seq } as const;
      return withoutIdle(ended(notices, ofTheOpen, end), { at, seq });
    }
    default:
      return notices;
  }
}

/** The notice that an event starts; null if it starts none. */
function raisedBy({ respondTarget, lostCommander }: Incident, { event, seq, by }: Recorded): Notice | null {
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
    case 'setback': {
      const { type: _, ...setback } = event;
      return isTold(setback) && by.kind === 'bot'
        ? { ...fresh, kind: 'setback', setback, channel: null }
        : null;
    }
    default:
      return null;
  }
}

/** An earlier version didn't say which one it was, so nobody can tell what becomes of it. */
const isTold = ({ effect, key }: Setback): boolean => effect !== 'tell_setback' && key !== undefined;

function posted(notices: Notices, { of, ts, channel }: EventOf<'notice_posted'>): Notices {
  const notice = notices.get(of);
  if (!notice) return notices;
  const there = notice.kind === 'setback' ? { ...notice, channel: channel ?? null, ts } : { ...notice, ts };
  return new Map(notices).set(of, there);
}

function ended(notices: Notices, kinds: readonly Notice['kind'][], end: NoticeEnd): Notices {
  return endedAs(
    notices,
    [...notices.values()].filter((one) => standing(one) && kinds.includes(one.kind)),
    end,
  );
}

/** Notices about a continuing incident. */
const ofTheOpen = ['call', 'offer', 'flapping'] as const;

/** A failed effect that matters only while an incident is open isn't needed after that. */
function withoutIdle(notices: Notices, end: Pick<Recorded, 'at' | 'seq'>): Notices {
  const idle = [...notices.values()].filter(
    (one) => standing(one) && one.kind === 'setback' && runsWhileOpen.has(one.setback.effect),
  );
  return endedAs(notices, idle, { how: 'unneeded', ...end });
}

const standing = ({ end }: Notice): boolean => end === null;

function endedAs(notices: Notices, over: readonly Notice[], end: NoticeEnd): Notices {
  if (over.length === 0) return notices;
  return new Map([...notices, ...over.map((one): [number, Notice] => [one.seq, { ...one, end }])]);
}

/** A new channel has none of them, and ended ones aren't posted there; those posted elsewhere are still there. */
export const noticesMoved = (notices: Notices): Notices =>
  new Map(
    [...notices.values()].flatMap((one): [number, Notice][] => {
      if (one.kind === 'setback' && (one.channel !== null || one.ts === null)) return [[one.seq, one]];
      return standing(one) ? [[one.seq, { ...one, ts: null }]] : [];
    }),
  );
