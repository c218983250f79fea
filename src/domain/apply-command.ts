import { decide } from './decide/decide.ts';
import type { ResponsePolicy } from './decide/response-policy.ts';
import { clockEffect, type Owed } from './effects/owed.ts';
import { react } from './effects/react.ts';
import { evolve } from './evolve/evolve.ts';
import { type Command, type IssuedCommand, isClocks } from './incident/commands.ts';
import type { IncidentEvent, Recorded } from './incident/events/events.ts';
import type { IncidentId, MessageTs, Millis } from './incident/ids.ts';
import { type Incident, isFollowed } from './incident/incident.ts';
import type { Actor } from './incident/people/actor.ts';
import { isEarly, isRepetition, stillPromised } from './incident/promises/deadlines.ts';
import { isRefusal, type Refusal } from './incident/refusal.ts';
import type { Episode } from './watch/episode.ts';

/** One decision with everything that follows from it, ready to be stored in one transaction. */
export type Transition = {
  readonly incident: Incident | null;
  readonly recorded: readonly Recorded[];
  readonly owed: readonly Owed[];
  /** The episode whose suggestion it answers. */
  readonly answered?: Episode;
};

/**
 * decide, then evolve and react for each event. `id` numbers a new incident. An event is never earlier than the one
 * before it: if the clock is set back, the record's time stands still until the clock has caught up, and effects are
 * due by the clock. Pure.
 */
export function applyCommand(
  id: IncidentId,
  incident: Incident | null,
  issued: IssuedCommand,
  policy: ResponsePolicy,
): Transition | Refusal {
  const decision = decide(incident, issued, policy);
  if (isRefusal(decision)) return decision;
  let now = incident;
  const recorded: Recorded[] = [];
  const owed: Owed[] = [];
  for (const event of decision) {
    const at = Math.max(issued.at, now?.recordedAt ?? 0) as Millis;
    const by = editorOf(now, event) ?? issued.by;
    const entry: Recorded = { incident: id, seq: (now?.seq ?? 0) + 1, at, by, event };
    now = evolve(now, entry);
    recorded.push(entry);
    owed.push(...react(now, { ...entry, at: issued.at }));
  }
  return {
    incident: now,
    recorded,
    owed: [...owed, ...early(incident, issued), ...followed(incident, issued)],
  };
}

/** A deadline's timer that fires too early has given up its row, so it's queued again for its time. */
function early(incident: Incident | null, { command, at }: IssuedCommand): Owed[] {
  if (!incident || !isClocks(command) || !isEarly(incident, command, at) || !stillPromised(incident, command))
    return [];
  const promised = command.type !== 'remind' || !isRepetition(incident);
  return [{ owe: clockEffect(command), due: command.due, promised }];
}

/** The editor of a Slack message is its author; the bot only heard about it. */
function editorOf(incident: Incident | null, event: IncidentEvent): Actor | null {
  if (event.type !== 'entry_edited' || event.editedAt === undefined) return null;
  const author = incident?.entries.recorded.get(event.of)?.author;
  return author ? { kind: 'person', user: author } : null;
}

/** Slack is asked what has become of marked messages. */
const followed = (incident: Incident | null, { command, at }: IssuedCommand): Owed[] =>
  incident
    ? lookedAt(incident, command)
        .filter((ts) => isFollowed(incident, ts))
        .map((ts) => ({ owe: { type: 'follow_message', ts }, due: at }))
    : [];

/** A message deleted before it's on record may just be being read: it's checked again after that. */
function lookedAt({ captured }: Incident, command: Command): readonly MessageTs[] {
  if (command.type === 'look_at_messages') return command.ts;
  return command.type === 'message_deleted' && !captured.has(command.ts) ? [command.ts] : [];
}
