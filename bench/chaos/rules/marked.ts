import { z } from 'zod';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { type ChaosDatabase, readNow } from '../database/chaos-database.ts';
import { eventsOf, type IncidentEvidence } from '../evidence/evidence.ts';
import { channelsLeft } from '../evidence/moves.ts';
import type { ChaosContext } from '../faults/faults.ts';
import type { ExpectedState, PersonMessage } from '../people/expected-state.ts';
import { once, type Violation } from '../violation.ts';
import { firstTitle } from './operations.ts';

/** How long an acknowledgement can be in transit, ms. */
const ackWithin = 5_000;
/** After these, an incident takes no more messages. */
const final: ReadonlySet<string> = new Set(['closed', 'cancelled', 'duplicate_marked']);

/**
 * Marked messages, and request_ids that were written, are recorded once; if Slack's event was acknowledged, certainly.
 * What is on the timeline reads as the message does in Slack, and is there as long as the message exists and is marked.
 */
export function checkMarkedMessages(
  cases: readonly IncidentEvidence[],
  expected: ExpectedState,
  { workspace, observer }: Pick<ChaosContext, 'observer' | 'workspace'>,
): Violation[] {
  const byTitle = new Map(cases.map((one) => [firstTitle(one), one]));
  const botMessages = acknowledgedAt(workspace);
  return expected.messages.flatMap((message) => {
    const one = byTitle.get(message.title);
    if (!one) return [];
    const ended = one.events.find(
      ({ event }) => final.has(event.type) || (event.type === 'made_private' && event.how === 'moved'),
    );
    const endedAt = ended ? (observer.at(one.incident.id, ended.seq) ?? 0) : Number.POSITIVE_INFINITY;
    const at = botMessages.get(`${message.kind} ${message.channel} ${message.ts}`);
    const isCertain = at !== undefined && at + ackWithin < endedAt;
    // In a channel that the incident has left, nothing is followed any more.
    if (message.kind === 'mark' && channelsLeft(one).has(message.channel)) return [];
    if (message.kind === 'request_id') return checkRequestId(message, one, isCertain);
    return message.kind === 'mark'
      ? checkMarked(message, one, isCertain)
      : checkSource(message, one, workspace);
  });
}

const lookAt = ({ ts }: PersonMessage, { channel }: IncidentEvidence): string =>
  `the message ${ts} in #${channel?.name}`;

function checkRequestId(message: PersonMessage, one: IncidentEvidence, isCertain: boolean): Violation[] {
  const kept = one.exported.requestIds.filter(({ requestId }) => requestId === message.word);
  const wanted = { least: isCertain ? 1 : 0, most: 1 };
  return once(one.name, `the request_id ${message.word}`, kept.length, lookAt(message, one), wanted);
}

function checkMarked(message: PersonMessage, one: IncidentEvidence, isCertain: boolean): Violation[] {
  const { name, channel } = one;
  const look = lookAt(message, one);
  const captured = eventsOf(one, 'message_captured').filter(({ event }) => event.ts === message.ts).length;
  const byShortcut = eventsOf(one, 'message_marked').some(
    ({ event }) => event.ts === message.ts && event.via === 'shortcut',
  );
  const isShown = !message.deleted && (message.marks.size > 0 || byShortcut);
  const now = message.words.at(-1) ?? message.word;
  const lines = (word: string): number =>
    one.exported.timeline.filter(({ text }) => text.includes(word)).length;
  const wanted = captured > 0 && isShown ? 1 : 0;
  const stale = message.words.filter((word) => word !== now && lines(word) > 0);
  const files =
    channel?.files.filter(({ content }) => message.words.some((word) => content.includes(word))) ?? [];
  return [
    ...once(name, `the marked message "${message.word}" in the record`, captured, look, {
      // For one that was deleted before it could be read, there is nothing to record.
      least: isCertain && !message.deleted ? 1 : 0,
      most: 1,
    }),
    ...once(name, `"${now}", as the message reads now, on the timeline`, lines(now), look, {
      least: wanted,
      most: wanted,
    }),
    ...stale.map((word) =>
      disagree(name, `the timeline still has "${word}", and the message "${now}"`, look),
    ),
    ...(message.deleted ? files : []).map((file) =>
      disagree(name, `${file.name} has the words of a message that was deleted: ${message.words}`, look),
    ),
  ];
}

/** A message that an incident was declared from is its first entry, and its thread links to the incident. */
function checkSource(message: PersonMessage, one: IncidentEvidence, workspace: Workspace): Violation[] {
  const { name, incident, exported, elsewhere } = one;
  const place = workspace.channel(message.channel);
  const look = `the message ${message.ts} in #${place.name}`;
  // Where the bot wasn't a member, it couldn't look after a lost response, and then it didn't post it again.
  const couldLook = !workspace.calls.some(
    ({ method, args, answer }) =>
      method === 'conversations.replies' &&
      args.channel === message.channel &&
      args.ts === message.ts &&
      answer?.error === 'not_in_channel',
  );
  const entries = exported.timeline.filter(({ text, link }) => link !== null && text.includes(message.word));
  const answers = elsewhere.filter(({ threadTs }) => threadTs === message.ts);
  return [
    ...once(name, `the message that it was declared from, on the timeline`, entries.length, look),
    ...once(name, `answers to the message that it was declared from`, answers.length, look, {
      least: couldLook && incident.privateTo === null ? 1 : 0,
      most: 1,
    }),
    ...(incident.source?.ts === message.ts ? [] : [disagree(name, 'its source is not the message', look)]),
  ];
}

/** If forgetting was requested, a deleted message's words are nowhere in the database. `left`: see `channelsLeft`. */
export async function checkForgotten(
  expected: ExpectedState,
  database: ChaosDatabase,
  left: ReadonlySet<string>,
): Promise<Violation[]> {
  const bodies = await readNow(database, 'SELECT body FROM events', z.object({ body: z.string() }));
  return expected.messages
    .filter(({ deleted, channel }) => deleted && !left.has(channel))
    .flatMap(({ words }) => words)
    .filter((word) => bodies.some(({ body }) => body.includes(word)))
    .map((word) =>
      disagree('the database', `it still holds "${word}", whose message was deleted`, 'the table events'),
    );
}

/** When the first acknowledged attempt of each event was sent, UTC ms, by what happened and to which message. */
function acknowledgedAt({ deliveries }: Workspace): Map<string, number> {
  const botMessages = new Map<string, number>();
  for (const { type, payload, attempts } of deliveries) {
    const acked = attempts.find(({ answer }) => answer?.kind === 'acked');
    const event = Object(payload.event);
    if (!acked) continue;
    const name = type === 'reaction_added' ? `mark ${event.item?.channel} ${event.item?.ts}` : '';
    const key = type === 'message' ? `request_id ${event.channel} ${event.ts}` : name;
    if (key !== '' && !botMessages.has(key)) botMessages.set(key, acked.at);
  }
  return botMessages;
}

const disagree = (incident: string, what: string, look: string): Violation => ({
  kind: 'disagree',
  incident,
  what,
  look,
});
