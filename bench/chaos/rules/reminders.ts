import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { isOpen } from '../../../src/domain/incident/status.ts';
import { type Case, eventsOf, saidFor } from '../evidence/evidence.ts';
import type { Span } from '../evidence/journal.ts';
import type { Ground } from '../faults/faults.ts';
import { once, type Violation } from '../violation.ts';

/** How late one reminder was, ms: in all, and beyond what the outages explain. */
export type Lateness = { readonly incident: string; readonly ms: number; readonly beyondMs: number };

/** What a busy machine may add to a reminder, ms. */
const machineMs = 5_000;
/** A lane waits this long after a failed try at most, ms: a minute, and the call's own timeout. */
const waitMax = 71_000;

/** One pending reminder an incident while it is open, else none: a missed promise is reminded of again. */
export function checkPending({ name, incident, pending }: Case): Violation[] {
  const wakes = pending.filter((key) => key.startsWith('wake:')).length;
  const waits = isOpen(incident.status) && incident.remindAt !== null;
  const wanted = { least: waits ? 1 : 0, most: waits ? 1 : 0 };
  return once(name, 'pending reminders', wakes, 'wake in the outbox', wanted);
}

/** Reminders, the first one of each promise: one without a channel to stand in comes again when there is one. */
const firstOfEach = (one: Case) =>
  eventsOf(one, 'reminded').filter(
    ({ event }, i, all) => all.findIndex((other) => other.event.due === event.due) === i,
  );

/** How late each reminder was recorded, against the outages of the bot. */
export function latenessOf(one: Case, ground: Ground): Lateness[] {
  return firstOfEach(one).flatMap(({ seq, event: { due } }) => {
    const at = ground.witness.at(one.incident.id, seq);
    return at === null ? [] : [late(one, due, at, ground)];
  });
}

/** How late each reminder stood in Slack, against the outages of the bot and Slack's faults in its channel. */
export function shownLateness(one: Case, ground: Ground): Lateness[] {
  const faulty = faultsIn(one, ground.workspace);
  return eventsOf(one, 'reminded').flatMap(({ seq, event: { due } }) =>
    saidFor(one, `sync_reminder:${one.incident.id}:${seq}`).map(({ at }) =>
      late(one, due, at, ground, faulty),
    ),
  );
}

/**
 * Late since the bot's clock had come to its time; while a newer version's event stood in the record it could not be
 * read.
 */
function late(
  { name, incident: { id } }: Case,
  due: number,
  at: number,
  { journal, clock, newer }: Ground,
  more: readonly Span[] = [],
): Lateness {
  const from = clock.reached(due, at);
  const ms = at - from;
  const unread = newer.unread.get(id) ?? [];
  return { incident: name, ms, beyondMs: ms - journal.within({ from, to: at }, [...more, ...unread]) };
}

/** From each failed call in the incident's channel until the next one there: its lane waits for so long. */
function faultsIn({ channel }: Case, { calls }: Workspace): Span[] {
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

/** A reminder that was answered before it could be posted may be missing; no other. */
export function checkReminders(one: Case): Violation[] {
  return eventsOf(one, 'reminded').flatMap(({ seq }) => {
    const found = saidFor(one, `sync_reminder:${one.incident.id}:${seq}`).length;
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
      least: answered ? 0 : 1,
      most: 1,
    });
  });
}
