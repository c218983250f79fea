import type { ChannelId, EpisodeId, IncidentId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Lookups } from '../change.ts';
import type { Sql } from './database/sql.ts';
import { findEpisode } from './episodes.ts';
import type { FoldedIncidents } from './event-log.ts';
import { incidentOf } from './incident-rows.ts';
import { askLoading, Loaded } from './loaded.ts';

/** Lets a decision look things up. What it looked at stays as it is until the transaction ends. */
export async function withLookups<Result>(
  sql: Sql,
  folded: FoldedIncidents,
  ask: (find: Lookups) => Result,
): Promise<Result> {
  const held = async (id: IncidentId): Promise<Incident | null> => {
    const found = await folded.find(sql, id, 'FOR SHARE');
    return found.kind === 'found' ? found.incident : null;
  };
  const episodes = new Loaded((id: EpisodeId) => findEpisode(sql, id, 'FOR UPDATE'));
  const incidents = new Loaded(held);
  const occupants = new Loaded(async (channel: ChannelId) => {
    const id = await incidentOf(sql, channel);
    return id && held(id);
  });
  const find: Lookups = { episode: episodes.get, incident: incidents.get, occupant: occupants.get };
  return askLoading(() => ask(find), episodes, incidents, occupants);
}
