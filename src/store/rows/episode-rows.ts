import { z } from 'zod';
import { parseJson } from '../../domain/text/parse-json.ts';
import { type Episode, episodeSchema } from '../../domain/watch/episode.ts';
import { newWatch, type Watch, watchSchema } from '../../domain/watch/watch.ts';

const stateRows = z.array(z.object({ state: z.string() }));

/** The episodes in rows of `state`, without those that this version can't read. */
export const readEpisodes = (rows: unknown): Episode[] =>
  stateRows
    .parse(rows)
    .flatMap(({ state }) => episodeSchema.nullable().catch(null).parse(parseJson(state)) ?? []);

/** The state of monitoring in the one row that there is, or none. An unreadable state counts as none. */
export function readWatch(rows: unknown): Watch {
  const [row] = stateRows.parse(rows);
  return row ? watchSchema.catch(newWatch).parse(parseJson(row.state)) : newWatch;
}

/** An episode as it's stored, JSON. */
export const episodeJson = (episode: Episode): string => JSON.stringify(episodeSchema.parse(episode));

/** The state of monitoring as it's stored, JSON. */
export const watchJson = (watch: Watch): string => JSON.stringify(watchSchema.parse(watch));
