import { AppendOnlyMap } from '../incident/append-only-map.ts';
import {
  type Correction,
  type Corrections,
  type Entries,
  type Entry,
  entryTime,
  firstAlertNumber,
  happenedAt,
  isEntry,
  uncorrected,
  wordsIn,
} from '../incident/entry.ts';
import { type EntryEvent, type EventOf, isEntryEvent, type Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { extractRequestIds } from '../records/request-ids.ts';

/** Before the first event. */
export const noEntries: Entries = { recorded: new AppendOnlyMap(), corrections: new Map() };

/** The entries after one more event. Pure. */
export function entriesAfter({ recorded, corrections }: Entries, one: Recorded): Entries {
  return {
    recorded: entriesOf(one).reduce((all, entry) => all.with(entry.number, entry), recorded),
    corrections: correctionsAfter(corrections, one),
  };
}

/** The corrections of a record's entries, by number. */
export const correctionsIn = (events: readonly Recorded[]): Corrections =>
  events.reduce<Corrections>(correctionsAfter, new Map());

function correctionsAfter(before: Corrections, { by, event }: Recorded): Corrections {
  if (!isEntryEvent(event)) return before;
  const correction = corrected(before.get(event.of) ?? uncorrected, event);
  const hand = by.kind === 'person' ? by.user : null;
  const hiddenBy = event.type === 'entry_hidden' && event.hiding === 'person' ? hand : correction.hiddenBy;
  return new Map(before).set(event.of, { ...correction, hiddenBy });
}

function corrected(before: Correction, event: EntryEvent): Correction {
  switch (event.type) {
    case 'entry_edited': {
      const by = event.editedAt === undefined ? ('person' as const) : ('slack' as const);
      return {
        ...before,
        ...(event.text !== undefined && { text: { value: event.text, by } }),
        ...(event.editedAt !== undefined && { editedAt: event.editedAt }),
        ...(event.when !== undefined && { when: event.when }),
      };
    }
    case 'entry_hidden':
      return { ...before, hidden: [...new Set([...before.hidden, event.hiding])] };
    case 'entry_restored':
      // Marking it again restores it; a person can restore anything that still exists.
      return {
        ...before,
        hidden: before.hidden.filter((one) => one !== 'unmarked' && (event.markedAgain || one !== 'person')),
      };
  }
}

/** The entries that an event creates: one or none; for a declaration from a suggestion, also its first alert. */
function entriesOf({ seq, at, by, event }: Recorded): Entry[] {
  if (!isEntry(event)) return [];
  const alert: Entry[] =
    event.type === 'opened' && event.firstAlert
      ? [
          {
            number: firstAlertNumber,
            type: 'first_alert',
            author: null,
            hasWords: false,
            at: event.firstAlert.at,
            link: null,
            requestIds: [],
            editedAt: null,
          },
        ]
      : [];
  const actor = by.kind === 'person' ? by.user : null;
  const isMessage = event.type === 'message_captured';
  const author = isMessage ? event.author : actor;
  const entry: Entry = {
    number: seq,
    type: event.type,
    author,
    hasWords: author !== null && wordsIn(event) !== undefined,
    at: happenedAt({ at, event }),
    link: isMessage ? event.link : null,
    requestIds: isMessage ? extractRequestIds(event.text) : [],
    editedAt: isMessage ? (event.editedAt ?? null) : null,
  };
  return [...alert, entry];
}

/**
 * What else changes in an incident when an entry is corrected: the times that durations count from, and what fixed
 * it.
 */
export function followsEntry(before: Incident, event: EventOf<'entry_edited'>): Partial<Incident> {
  const entry = before.entries.recorded.get(event.of);
  if (!entry) return {};
  const fix = event.text !== undefined && before.fixFrom === event.of;
  return {
    ...(fix && { fix: event.text || null }),
    ...(event.when !== undefined && moved(before, entry, event.when)),
  };
}

/** The resolution that is in force, or last was. */
const isLastEnd = ({ degraded }: Incident, { type, number }: Entry): boolean =>
  type === 'resolved' && degraded.keys().at(-1) === number;

function moved(before: Incident, entry: Entry, when: Millis): Partial<Incident> {
  const { number, type } = entry;
  switch (type) {
    case 'first_alert':
      return before.saidStart === null ? begunAt(before, when) : {};
    case 'opened':
      return {
        openedAt: when,
        ...begunAt(before, startOf(before, when)),
        ...acknowledged(before, number, when),
      };
    case 'resolved': {
      const degraded = periodMoved(before, before.degraded.keys().indexOf(number), { to: when });
      return {
        degraded,
        ...(before.resolvedAt !== null && isLastEnd(before, entry) && { resolvedAt: when }),
      };
    }
    case 'cancelled':
    case 'duplicate_marked': {
      const { cancellation, turned } = before;
      const degraded = periodMoved(before, before.degraded.keys().indexOf(number), { to: when });
      const holds = cancellation !== null && turned?.seq === number;
      return { degraded, ...(holds && { cancellation: { ...cancellation, at: when } }) };
    }
    case 'reopened': {
      const index = before.degraded.keys().filter((seq) => seq < number).length;
      return index < before.degraded.size
        ? { degraded: periodMoved(before, index, { from: when }) }
        : { degradedSince: when };
    }
    case 'closed':
      return before.closeSeq === number && before.closedAt !== null ? { closedAt: when } : {};
    default:
      return acknowledged(before, number, when);
  }
}

/**
 * When it began if it was declared at `openedAt`: as people said, otherwise with its first alert, and with the declaration
 * at the latest.
 */
function startOf({ saidStart, entries }: Incident, openedAt: Millis): Millis {
  const alert = entries.recorded.get(firstAlertNumber);
  const known = saidStart ?? (alert ? entryTime(entries, alert) : openedAt);
  return known < openedAt ? known : openedAt;
}

/** The incident once people say when it began. */
export const begunAsSaid = (before: Incident, saidStart: Millis): Partial<Incident> => ({
  ...begunAt(before, startOf({ ...before, saidStart }, before.openedAt)),
  saidStart,
});

/** The first degraded period starts with the incident. */
function begunAt(before: Incident, startedAt: Millis): Partial<Incident> {
  return before.degraded.size > 0
    ? { startedAt, degraded: periodMoved(before, 0, { from: startedAt }) }
    : { startedAt, degradedSince: startedAt };
}

const acknowledged = (
  { acknowledgedBy }: Incident,
  number: number,
  acknowledgedAt: Millis,
): Partial<Incident> => (acknowledgedBy === number ? { acknowledgedAt } : {});

function periodMoved(
  { degraded }: Incident,
  index: number,
  change: { from?: Millis; to?: Millis },
): Incident['degraded'] {
  return [...degraded].reduce<Incident['degraded']>(
    (periods, [seq, period], i) => periods.with(seq, i === index ? { ...period, ...change } : period),
    new AppendOnlyMap(),
  );
}
