import type { WebClient } from '@slack/web-api';
import type { Background } from '../../app/background.ts';
import type { Clock } from '../../app/clock.ts';
import type { CommandBus } from '../../app/command-bus.ts';
import type { ChannelId, IncidentId } from '../../domain/incident/ids.ts';
import { isFree } from '../../domain/incident/incident.ts';
import { bot } from '../../domain/incident/people/actor.ts';
import { isFinal } from '../../domain/incident/status.ts';
import type { Store } from '../../store/store.ts';
import { askPatiently } from '../api/failures.ts';
import { everybodyReads } from './private-channels.ts';

type Parts = {
  readonly store: Pick<Store, 'list' | 'incident'>;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly background: Background;
  /** For work that nobody waits for. */
  readonly client: WebClient;
};

/** How many incidents are looked at, and for how long after their end, ms. */
const incidentsMax = 100;
const endedMs = 3 * 86_400_000;

/**
 * Looks whether people have made an incident's channel private while the bot was down or cut off: Slack tells it once, and
 * the incident is private from then on (docs/adr/0036-a-private-incident-takes-back.md). It only asks, one channel at a time.
 */
export class ConversionCheck {
  readonly #parts: Parts;
  readonly #stopping = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks once, in the background. Slack must have accepted the bot. */
  look(): void {
    this.#parts.background.run('look for channels that became private', () => this.#lookAtAll());
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #lookAtAll(): Promise<void> {
    const { commandBus } = this.#parts;
    for (const { id, channel } of await this.#publicOnes()) {
      if (this.#stopping.signal.aborted) return;
      if (await this.#isPrivate(channel))
        await commandBus.execute({
          target: id,
          command: { type: 'channel_made_private', channel },
          by: bot,
          inboxId: null,
        });
    }
  }

  /** The incidents that everybody may know of, open or ended lately, with the channels they live in. */
  async #publicOnes(): Promise<readonly { id: IncidentId; channel: ChannelId }[]> {
    const { store, clock } = this.#parts;
    const rows = await store.list({ open: false, limit: incidentsMax, known: [] });
    const found = await Promise.all(rows.map(({ id }) => store.incident(id)));
    return found.flatMap((one) => {
      if (one.kind !== 'found' || !one.incident.channel || isFree(one.incident)) return [];
      const { id, channel, closedAt, recordedAt, status } = one.incident;
      const isPast = isFinal(status) && (closedAt ?? recordedAt) < clock.now() - endedMs;
      return isPast ? [] : [{ id, channel: channel.id }];
    });
  }

  /** False also where Slack doesn't let the bot see the channel: it may be gone. */
  async #isPrivate(channel: ChannelId): Promise<boolean> {
    const { client, clock } = this.#parts;
    try {
      return !(await askPatiently(clock, this.#stopping.signal, () => everybodyReads(client, channel)));
    } catch {
      return false;
    }
  }
}
