import { fold } from '../../domain/evolve/evolve.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { counted } from '../../domain/text/text.ts';
import { adviceFor } from '../error-advice.ts';
import { errorMessage } from '../error-message.ts';
import { readEvents } from '../rows/event-rows.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import {
  type Filling,
  type StoredEvent,
  type StoredIncident,
  type StoredRow,
  UnfitIncident,
} from './archive.ts';

/** What an engine does to fill a database, all of it in one transaction. */
type Writes = Omit<Filling, 'incident'> & {
  /** Events as they're stored. */
  events(id: IncidentId, events: readonly StoredEvent[]): Promise<void>;
  /** The rows that follow from an incident's events, but for its channels. */
  rows(incident: Incident): Promise<void>;
  /** A row as another version left it, as far as the table has its columns. */
  row(table: 'incidents' | 'action_items', row: StoredRow): Promise<void>;
  /** A channel that an incident has or had, unless it's another's. */
  channel(channel: string, id: IncidentId): Promise<void>;
};

/** Fills a database with what an engine can write. */
export function fillingOf(writes: Writes): Filling {
  const readable = async (id: IncidentId, recorded: readonly Recorded[]): Promise<void> => {
    const incident = fold(recorded);
    if (!incident) throw new Error('It has no events.');
    await writes.rows(incident);
    for (const channel of channelsIn(recorded)) await writes.channel(channel, id);
  };
  const unreadable = async ({ id, rows }: StoredIncident): Promise<void> => {
    await writes.row('incidents', { ...rows?.incident, id });
    for (const item of rows?.items ?? []) await writes.row('action_items', { ...item, incident: id });
    for (const channel of rows?.channels ?? []) await writes.channel(channel, id);
  };
  return {
    ...writes,
    async incident(incident) {
      const { id, events } = incident;
      const read = readEvents(
        id,
        events.map((event) => ({ incident: id, ...event })),
      );
      try {
        await writes.events(id, events);
        await (read.unreadable ? unreadable(incident) : readable(id, read.recorded));
        return read.unreadable ? 'unreadable' : 'readable';
      } catch (cause) {
        throw adviceFor(cause) ? cause : new UnfitIncident(id, cause);
      }
    },
  };
}

/** Every channel that the incident had, as its events tell. */
const channelsIn = (recorded: readonly Recorded[]): string[] =>
  recorded.flatMap(({ event }) => {
    if (event.type === 'channel_ready') return [event.channel];
    return event.type === 'opened' && event.adopted ? [event.adopted.channel] : [];
  });

/** Throws StoreUnavailable unless a database holds no incidents; `name`: what people call it. */
export function refuseFull(incidents: number, name: string): void {
  if (incidents > 0)
    throw new StoreUnavailable(
      `The database ${name} already holds ${counted(incidents, 'incident')}. Nothing was changed. Import into an empty one: set DATABASE_URL to a new one.`,
    );
}

/** What a failed filling means: StoreUnavailable if the database is to blame, with what to check. */
export const notFilled = (cause: unknown, check: string): unknown =>
  adviceFor(cause)
    ? new StoreUnavailable(`Nothing was imported (${errorMessage(cause)}). ${check}`, { cause })
    : cause;
