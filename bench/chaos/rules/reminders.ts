import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { EventOf, Recorded } from '../../../src/domain/incident/events/events.ts';
import { isOpen } from '../../../src/domain/incident/status.ts';
import { eventsOf, type IncidentEvidence, messagesFor } from '../evidence/evidence.ts';
import type { Span } from '../evidence/journal.ts';
import type { ChaosContext } from '../faults/faults.ts';
import { once, type Violation } from '../violation.ts';

/** How late one reminder was, ms: in total, and beyond what the outages explain. */
export type Lateness = {
  readonly incident: string;
  /** When it was recorded or shown, UTC ms. */
  readonly at: number;
  readonly ms: number;
  readonly beyondMs: number;
};

/** What a busy machine can add to a reminder, ms. */
const machineMs = 5_000;
/** The longest that a lane waits after a failed attempt, ms: a minute, and the call's own timeout. */
const waitMax = 71_000;

/** One pending reminder per incident while it's open, otherwise none: a missed update is reminded of again. */
export function checkPending({ name, incident, pending }: IncidentEvidence): Violation[] {
  const wakes = pending.filter((key) => key.startsWith('wake:')).length;
  const waits = isOpen(incident.status) && incident.remindAt !== null;
  const wanted = { least: waits ? 1 : 0, most: waits ? 1 : 0 };
  return once(name, 'pending reminders', wakes, 'wake in the outbox', wanted);
}

/**
 * The first reminder of each deadline: one that had no channel to be posted in is repeated once there is one. When an incident gets
 * a channel, the latest is sent again, with those that had been left out by then because nobody had answered: none of them is late.
 */
export function firstOfEach(one: IncidentEvidence): Recorded<EventOf<'reminded'>>[] {
  const arrivals = eventsOf(one, 'channel_ready');
  return eventsOf(one, 'reminded')
    .filter(({ event }, i, all) => all.findIndex((other) => other.event.due === event.due) === i)
    .filter(({ seq, event }) => arrivals.every((arrival) => seq < arrival.seq || event.due > arrival.at));
}

/** How late each reminder was recorded, compared with the bot's outages. */
export function latenessOf(one: IncidentEvidence, context: ChaosContext): Lateness[] {
  return firstOfEach(one).flatMap(({ seq, event: { due } }) => {
    const at = context.observer.at(one.incident.id, seq);
    return at === null ? [] : [late(one, due, at, context)];
  });
}

/** How late each reminder appeared in Slack, compared with the bot's outages and Slack's faults in its channel. */
export function shownLateness(one: IncidentEvidence, context: ChaosContext): Lateness[] {
  const faulty = faultsIn(one, context.workspace);
  return eventsOf(one, 'reminded').flatMap(({ seq, event: { due } }) =>
    messagesFor(one, `sync_reminder:${one.incident.id}:${seq}`).map(({ at }) =>
      late(one, due, at, context, faulty),
    ),
  );
}

/** Late from when the bot's clock reached its time; a newer version's event makes the record unreadable meanwhile. */
function late(
  { name, incident: { id } }: IncidentEvidence,
  due: number,
  at: number,
  { journal, clock, newer }: ChaosContext,
  more: readonly Span[] = [],
): Lateness {
  const from = clock.reached(due, at);
  const ms = at - from;
  const unread = newer.unread.get(id) ?? [];
  return { incident: name, at, ms, beyondMs: ms - journal.within({ from, to: at }, [...more, ...unread]) };
}

/** From each failed call in the incident's channel until the next one there: its lane waits that long. */
function faultsIn({ channel }: IncidentEvidence, { calls }: Workspace): Span[] {
  const own = calls.filter(({ args }) => args.channel === channel?.id || args.channel_id === channel?.id);
  return own.flatMap(({ at, status, answer }, i) => {
    if (status === 200 && answer?.ok === true) return [];
    return [{ from: at, to: Math.min(own[i + 1]?.at ?? at + waitMax, at + waitMax) }];
  });
}

/** Reminders that came later than the outages explain. */
export const tooLate = (all: readonly Lateness[], what: string, mostMs = machineMs): Violation[] =>
  all
    .filter(({ beyondMs }) => beyondMs > mostMs)
    .map(({ incident, ms, beyondMs }) => ({
      kind: 'late',
      incident,
      what: `a reminder ${what} ${ms} ms late, ${beyondMs} ms beyond the outage`,
      look: 'the reminded events of its record, and the log of that time',
    }));

/**
 * A reminder that was answered before it could be posted can be missing, and one that came due right before the bots were
 * stopped can still be owed; no other can.
 */
export function checkReminders(one: IncidentEvidence): Violation[] {
  return eventsOf(one, 'reminded').flatMap(({ seq }) => {
    const key = `sync_reminder:${one.incident.id}:${seq}`;
    const found = messagesFor(one, key).length;
    const answered = one.events.some(
      ({ event, seq: later }) =>
        later > seq &&
        [
          'update_posted',
          'snoozed',
          'resolved',
          'closed',
          'cancelled',
          'duplicate_marked',
          'reminded',
        ].includes(event.type),
    );
    return once(one.name, `messages of the reminder ${seq}`, found, `#${one.channel?.name}`, {
      least: answered || one.pending.includes(key) ? 0 : 1,
      most: 1,
    });
  });
}
