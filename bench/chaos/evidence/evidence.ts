import { z } from 'zod';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { EventOf, IncidentEvent, Recorded } from '../../../src/domain/incident/events/events.ts';
import { type IncidentId, incidentName } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import type { Archive } from '../../../src/store/archive/archive.ts';
import { openArchive } from '../../../src/store/archive/open-archive.ts';
import type { DeadEffect } from '../../../src/store/claims.ts';
import { openStore } from '../../../src/store/opening/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { exportIncident } from '../../../src/terminal/export/exported-incident.ts';

const exported = z.object({
  title: z.string(),
  requestIds: z.array(z.object({ requestId: z.string() })),
  timeline: z.array(z.object({ at: z.string(), text: z.string(), link: z.string().nullable() })),
});

/** What the record says about one incident, and what Slack shows of it. */
export type IncidentEvidence = {
  readonly name: string;
  readonly incident: Incident;
  readonly events: readonly Recorded[];
  /** As `npx intercom-incident export` prints it. */
  readonly exported: z.infer<typeof exported>;
  /** The keys of effects that are still pending, and of those that failed permanently. */
  readonly pending: readonly string[];
  readonly dead: readonly Pick<DeadEffect, 'key' | 'why'>[];
  /** Its channel in Slack, and what the bot posted there, including the headline's thread; null if there is none. */
  readonly channel: ChannelSnapshot | null;
  readonly messages: readonly MessageSnapshot[];
  /** What the bot posted for it in direct messages and in channels other than the announcement channel. */
  readonly elsewhere: readonly MessageSnapshot[];
  /** Its messages in the announcement channel. */
  readonly announcements: readonly MessageSnapshot[];
  /** Among those, the messages that say it's over. */
  readonly ends: readonly MessageSnapshot[];
};

/** The events of one type, with their places in the record. */
export const eventsOf = <Type extends IncidentEvent['type']>(
  { events }: Pick<IncidentEvidence, 'events'>,
  type: Type,
): Recorded<EventOf<Type>>[] =>
  events.filter((recorded): recorded is Recorded<EventOf<Type>> => recorded.event.type === type);

const effect = z.object({ effect: z.string() });

/** The identity that the bot gave a message, such as `post_change:7:12#345@…`; empty if it has none. */
export const effectOf = ({ metadata }: MessageSnapshot): string =>
  effect.safeParse(metadata?.event_payload).data?.effect ?? '';

/** The bot's messages for an effect: `of` is its key, or the start of the key up to a colon. */
export const messagesFor = (
  { messages }: Pick<IncidentEvidence, 'messages'>,
  of: string,
): MessageSnapshot[] => messages.filter((message) => effectOf(message).startsWith(`${of}#`));

/** The number of the incident that a message is about, from its identity; empty if it has none. */
const incidentOf = (message: MessageSnapshot): string => effectOf(message).split(/[:#]/u)[1] ?? '';

/** An incident's recorded events, starting with one. */
export const eventsAfter = ({ events }: Pick<IncidentEvidence, 'events'>, seq: number): readonly Recorded[] =>
  events.filter((one) => one.seq > seq);

/** Reads every incident from the database at a URL and from Slack. The bots have stopped. */
export async function gather(workspace: Workspace, url: string): Promise<IncidentEvidence[]> {
  const store = await openStore(url, { exclusive: false });
  const archive = await openArchive(url);
  try {
    const rows = await store.list({ open: false, limit: 1_000_000, known: 'all' });
    const announced = workspace.channel('incidents').posts;
    const channels = new Map(workspace.channels.map((channel) => [channel.id, channel]));
    const botMessages = workspace.channels
      .filter(({ name }) => name !== 'incidents')
      .flatMap((channel) => botMessagesIn(workspace, channel));
    const all: IncidentEvidence[] = [];
    // One by one: on a busy machine, all at once would take longer than the store waits.
    for (const { id } of rows)
      all.push(await read({ store, archive }, id, { announced, channels, botMessages }));
    return all;
  } finally {
    await archive.close();
    await store.close();
  }
}

type Stored = { readonly store: Store; readonly archive: Archive };

type SlackEvidence = {
  readonly announced: readonly MessageSnapshot[];
  readonly channels: ReadonlyMap<string, ChannelSnapshot>;
  /** Everything that the bot posted outside the announcement channel. */
  readonly botMessages: readonly MessageSnapshot[];
};

async function read(
  { store, archive }: Stored,
  id: IncidentId,
  slack: SlackEvidence,
): Promise<IncidentEvidence> {
  const name = incidentName(id);
  const events = await store.events(id);
  const incident = fold(events);
  const printed = await exportIncident(archive, id);
  if (!incident) throw new Error(`${name} cannot be read.`);
  const channel = slack.channels.get(incident.channel?.id ?? '') ?? null;
  const isHere = (message: MessageSnapshot): boolean => message.channel === channel?.id;
  // In a channel that several incidents have used, each has its own messages.
  const own = slack.botMessages.filter((one) => incidentOf(one) === String(id));
  const nameless = slack.botMessages.filter((one) => isHere(one) && incidentOf(one) === '');
  return {
    name,
    incident,
    events,
    exported: exported.parse(printed.incident),
    pending: (await store.pending(id)).map(({ key }) => key),
    dead: await store.dead(id),
    channel,
    messages: [...own.filter(isHere), ...nameless],
    elsewhere: own.filter((one) => !isHere(one)),
    announcements: slack.announced.filter((message) => effectOf(message).startsWith(`announce:${id}#`)),
    ends: slack.announced.filter((message) => effectOf(message).startsWith(`tell_end:${id}:`)),
  };
}

/** Everybody in a workspace but the bot. */
export const peopleIn = ({ state, botUserId, person }: Workspace): Person[] =>
  [...state.team.users.values()].filter(({ id }) => id !== botUserId).map(({ name }) => person(name));

/** What the bot posted in a channel and in its threads, each message once. */
export function botMessagesIn({ botUserId }: Workspace, channel: ChannelSnapshot): MessageSnapshot[] {
  const main = channel.posts;
  const threads = main.filter(({ replies }) => replies > 0).flatMap(({ ts }) => channel.thread(ts));
  const all = new Map([...main, ...threads].map((message) => [message.ts, message]));
  return [...all.values()].filter(({ user }) => user === botUserId);
}
