import { standing } from '../../domain/decide/declare/from-proposal.ts';
import type { EpisodeId, Millis } from '../../domain/incident/ids.ts';
import { isRefusal } from '../../domain/incident/refusal.ts';
import { type Episode, owedBy } from '../../domain/watch/episode.ts';
import { episodesLookedAt, newWatch, type WatchStep } from '../../domain/watch/watch.ts';
import type { EpisodeChange, EpisodeRequest, Watched } from '../episode-store.ts';
import { episodeJson, readEpisodes, readWatch, watchJson } from '../rows/episode-rows.ts';
import type { Sql, WritingSql } from './database/sql.ts';
import { listedIncidents } from './incident-rows.ts';
import { askLoading, Loaded } from './loaded.ts';
import { oweFor } from './outbox/owing.ts';
import { settleClaim } from './outbox/settling.ts';

/** Null if there is none, or if this version can't read it. `hold`: nobody else changes it until the transaction ends. */
export async function findEpisode(
  sql: Sql,
  id: EpisodeId,
  hold: null | 'FOR UPDATE' = null,
): Promise<Episode | null> {
  const { rows } = await sql(`SELECT state FROM episodes WHERE id = @id ${hold ?? ''}`, { id });
  return readEpisodes(rows)[0] ?? null;
}

/** See `Store.standingEpisode`. */
export async function standingEpisode(sql: Sql, id: EpisodeId): Promise<Episode | null> {
  const episodes = new Loaded((one: EpisodeId) => findEpisode(sql, one));
  return askLoading(() => standing(id, episodes.get), episodes);
}

/** Writes, at the end, an episode that is new or locked, and queues what it has to show; returns whether that queued an effect. */
export async function writeEpisode(sql: WritingSql, episode: Episode, at: Millis): Promise<boolean> {
  const before = await findEpisode(sql, episode.id);
  sql.atEnd(
    'INSERT INTO episodes (id, state) VALUES (@id, @state) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
    { id: episode.id, state: episodeJson(episode) },
  );
  const owed = owedBy(before, episode);
  oweFor(sql, episode.id, owed, at);
  return owed.length > 0;
}

/** See `Store.changeEpisode`. */
export async function changeEpisode(
  sql: WritingSql,
  { id, at, change, settles }: EpisodeRequest,
): Promise<EpisodeChange> {
  const before = await findEpisode(sql, id, 'FOR UPDATE');
  if (settles) await settleClaim(sql, settles);
  if (!before) return { kind: 'missing' };
  const after = change(before);
  if (isRefusal(after)) return { kind: 'refused', refusal: after };
  return { kind: 'changed', owes: after !== before && (await writeEpisode(sql, after, at)) };
}

/** See `Store.watch`. Whoever looks too waits, and whoever answers a suggestion does it before or after. */
export async function lookOn(
  sql: WritingSql,
  at: Millis,
  look: (known: Watched) => WatchStep,
): Promise<boolean> {
  await sql('INSERT INTO watch (id, state) VALUES (1, @state) ON CONFLICT DO NOTHING', {
    state: watchJson(newWatch),
  });
  const watch = readWatch((await sql('SELECT state FROM watch FOR UPDATE')).rows);
  const recent = await recentEpisodes(sql);
  const [open] = await listedIncidents(sql, { open: true, limit: 1, drills: false });
  const step = look({ watch, recent, atWork: open?.id ?? null });
  if (step.watch !== watch) await sql('UPDATE watch SET state = @state', { state: watchJson(step.watch) });
  let owes = false;
  for (const episode of step.changed) owes = (await writeEpisode(sql, episode, at)) || owes;
  return owes;
}

/** The latest ones, oldest first, held; without those that this version can't read. */
async function recentEpisodes(sql: Sql): Promise<Episode[]> {
  const { rows } = await sql(
    `SELECT state FROM episodes WHERE id IN (SELECT id FROM episodes ORDER BY id DESC LIMIT @limit)
       ORDER BY id FOR UPDATE`,
    { limit: episodesLookedAt },
  );
  return readEpisodes(rows);
}
