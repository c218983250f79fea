import type { WebClient } from '@slack/web-api';
import type { SpareStore } from '../../../app/looks/spare-time.ts';
import { type ChannelId, millisSchema } from '../../../domain/incident/ids.ts';
import { type Incident, isFree } from '../../../domain/incident/incident.ts';
import { stampedAt } from '../../../domain/incident/learned/observed-commands.ts';
import { isFinal } from '../../../domain/incident/status.ts';
import { askPatiently, lastingRefusal } from '../../api/failures.ts';
import {
  marksAmong,
  messagesSince,
  pinnedSince,
  type RecentMark,
  type RecentMessage,
  recently,
} from '../../api/recent-messages.ts';
import { type ListenerContext, person } from '../../listening/listener-context.ts';
import { authorOf, requestIdsIn } from './request-ids.ts';

type Parts = {
  readonly context: ListenerContext;
  readonly store: Pick<SpareStore, 'list' | 'incident'>;
  /** For work that nobody waits for. */
  readonly client: WebClient;
};

/** How many incidents are looked at, and in how many threads of each. */
const incidentsMax = 100;
const threadsMax = 20;

type Here = { readonly incident: Incident; readonly channel: ChannelId };

/**
 * Reads the marks and request_ids of the last day from the channels of incidents that aren't closed, because Slack may have
 * reported them while the bot was away. It's safe at any time: what the record already has changes nothing.
 */
export class MissedMessages {
  readonly #parts: Parts;
  readonly #stopping = new AbortController();
  #wanted = false;
  #reading = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads once, in the background; once more if it's asked for meanwhile. Slack must have accepted the bot. */
  read(): void {
    this.#wanted = true;
    if (this.#reading) return;
    this.#reading = true;
    this.#parts.context.background.run('read what was missed in channels', () => this.#whileWanted());
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #whileWanted(): Promise<void> {
    try {
      while (this.#wanted && !this.#stopping.signal.aborted) {
        this.#wanted = false;
        await this.#readAll();
      }
    } finally {
      this.#reading = false;
    }
  }

  async #readAll(): Promise<void> {
    const { store } = this.#parts;
    for (const { id, status } of await store.list({ open: false, limit: incidentsMax, known: 'all' })) {
      if (this.#stopping.signal.aborted) return;
      const found = isFinal(status) ? null : await store.incident(id);
      if (found?.kind !== 'found' || !found.incident.channel || isFree(found.incident)) continue;
      await this.#take({ incident: found.incident, channel: found.incident.channel.id });
    }
  }

  /** Records what one channel holds, if Slack lets the bot read there. */
  async #take(here: Here): Promise<void> {
    try {
      const messages = await this.#messages(here);
      for (const mark of await this.#marks(here, messages)) await this.#mark(here, mark);
      for (const message of messages) await this.#collect(here, message);
    } catch (error) {
      if (lastingRefusal(error) === null) throw error;
    }
  }

  /** What was written in a channel since the incident began, a day ago at most, with what was replied to that. */
  async #messages({ incident, channel }: Here): Promise<RecentMessage[]> {
    const { client } = this.#parts;
    const since = this.#since(incident);
    const own = await messagesSince(
      (range) => this.#ask(() => client.conversations.history({ channel, ...range })),
      since,
    );
    const answered = own.filter(({ latest_reply }) => latest_reply !== undefined);
    const threads = new Set([...answered.map(({ ts }) => ts), incident.headline?.ts ?? []].flat());
    const replies: RecentMessage[] = [];
    for (const ts of [...threads].slice(0, threadsMax))
      replies.push(
        ...(await messagesSince(
          (range) => this.#ask(() => client.conversations.replies({ channel, ts, ...range })),
          since,
        )),
      );
    const byTs = new Map([...replies, ...own].map((message) => [message.ts, message]));
    return [...byTs.values()].toSorted((a, b) => Number(a.ts) - Number(b.ts));
  }

  /** The marks that aren't on the record, oldest message first. Those that are get followed anyway. */
  async #marks({ incident, channel }: Here, messages: readonly RecentMessage[]): Promise<RecentMark[]> {
    const { client } = this.#parts;
    const pins = pinnedSince(await this.#ask(() => client.pins.list({ channel })), this.#since(incident));
    return marksAmong(messages, pins).filter(({ message }) => !incident.marked.has(message.ts));
  }

  /** Records a mark under the name of the first person behind it who can use the bot. */
  async #mark({ incident: { id } }: Here, { via, by, message }: RecentMark): Promise<void> {
    const { context } = this.#parts;
    for (const user of by) {
      if (user === context.self() || (await context.admit(user, null))) continue;
      const command = { type: 'mark_message', ts: message.ts, via } as const;
      await context.commandBus.execute({ target: id, command, by: person(user), inboxId: null });
      return;
    }
  }

  /** Collects a message's request_ids; those of a message on the timeline are followed with it. */
  async #collect({ incident, channel }: Here, message: RecentMessage): Promise<void> {
    const { context } = this.#parts;
    const writtenAt = Number(message.edited?.ts ?? message.ts) * 1_000;
    const isOurs = message.user === context.self();
    const command = requestIdsIn(context, channel, message);
    if (!command || isOurs || writtenAt < incident.openedAt || incident.marked.has(message.ts)) return;
    await context.commandBus.execute({
      target: incident.id,
      command: stampedAt(command, millisSchema.parse(Math.floor(writtenAt))),
      by: authorOf(message),
      inboxId: null,
    });
  }

  /** From when on what stands in a channel is looked at, UTC s. */
  #since({ openedAt }: Incident): number {
    return Math.max(openedAt / 1_000, recently(this.#parts.context.clock.now()));
  }

  #ask<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    return askPatiently(this.#parts.context.clock, this.#stopping.signal, ask);
  }
}
