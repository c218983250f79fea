import { z } from 'zod';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { EventOf, IncidentEvent, Recorded } from '../../../src/domain/incident/events/events.ts';
import { type IncidentId, incidentName } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { printExport } from '../../../src/terminal/record.ts';

const exported = z.object({
  title: z.string(),
  requestIds: z.array(z.object({ requestId: z.string() })),
  timeline: z.array(z.object({ at: z.string(), text: z.string(), link: z.string().nullable() })),
});

/** What the record says of one incident, and what Slack shows of it. */
export type Case = {
  readonly name: string;
  readonly incident: Incident;
  readonly events: readonly Recorded[];
  /** As `npx intercom-incident export` prints it. */
  readonly exported: z.infer<typeof exported>;
  /** Effects that are still owed, and those that were put aside, by key or name. */
  readonly pending: readonly string[];
  readonly dead: readonly string[];
  /** Its channel in Slack, and what the bot said there, the headline's thread included; null without one. */
  readonly channel: ChannelSnapshot | null;
  readonly said: readonly MessageSnapshot[];
  /** Its messages in the announcement channel. */
  readonly announcements: readonly MessageSnapshot[];
  /** And there the news that it is over. */
  readonly ends: readonly MessageSnapshot[];
};

/** The events of one type, with their places in the record. */
export const eventsOf = <Type extends IncidentEvent['type']>(
  { events }: Pick<Case, 'events'>,
  type: Type,
): Recorded<EventOf<Type>>[] =>
  events.filter((recorded): recorded is Recorded<EventOf<Type>> => recorded.event.type === type);

const effect = z.object({ effect: z.string() });

/** The identity that the bot gave a message, like `post_change:7:12#345@…`; empty without one. */
export const effectOf = ({ metadata }: MessageSnapshot): string =>
  effect.safeParse(metadata?.event_payload).data?.effect ?? '';

/** The bot's messages for an effect: `of` is its key, or the beginning of it up to a colon. */
export const saidFor = ({ said }: Pick<Case, 'said'>, of: string): MessageSnapshot[] =>
  said.filter((message) => effectOf(message).startsWith(`${of}#`));

/** Reads every incident from the database and from Slack. The bot has stopped. */
export async function gather(workspace: Workspace, file: string): Promise<Case[]> {
  const store = openSqlite(`file:${file}`, { exclusive: false });
  try {
    const rows = await store.list({ open: false, limit: 1_000_000 });
    const announced = workspace.channel('incidents').said;
    const channels = new Map(workspace.channels.map((channel) => [channel.id, channel]));
    return await Promise.all(rows.map(({ id }) => read(workspace, store, id, { announced, channels })));
  } finally {
    await store.close();
  }
}

type Slack = {
  readonly announced: readonly MessageSnapshot[];
  readonly channels: ReadonlyMap<string, ChannelSnapshot>;
};

async function read(workspace: Workspace, store: Store, id: IncidentId, slack: Slack): Promise<Case> {
  const name = incidentName(id);
  const events = await store.events(id);
  const incident = fold(events);
  const printed = await printExport(store, name);
  if (!incident || !('text' in printed)) throw new Error(`${name} cannot be read.`);
  const channel = slack.channels.get(incident.channel?.id ?? '') ?? null;
  return {
    name,
    incident,
    events,
    exported: exported.parse(JSON.parse(printed.text)),
    pending: (await store.pending(id)).map(({ key }) => key),
    dead: (await store.dead(id)).map((one) => `${one.effect} (${one.why})`),
    channel,
    said: channel ? saidIn(workspace, channel) : [],
    announcements: slack.announced.filter(({ text }) => text.includes(`\n${name}: `)),
    ends: slack.announced.filter((message) => effectOf(message).startsWith(`tell_end:${id}:`)),
  };
}

/** What the bot said in a channel and in the threads there, each message once. */
function saidIn({ botUserId }: Workspace, channel: ChannelSnapshot): MessageSnapshot[] {
  const main = channel.said;
  const threads = main.filter(({ replies }) => replies > 0).flatMap(({ ts }) => channel.thread(ts));
  const all = new Map([...main, ...threads].map((message) => [message.ts, message]));
  return [...all.values()].filter(({ user }) => user === botUserId);
}
