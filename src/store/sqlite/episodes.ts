import type { EpisodeId, IncidentId, Millis } from '../../domain/incident/ids.ts';
import { isRefusal } from '../../domain/incident/refusal.ts';
import { type Episode, owedBy } from '../../domain/watch/episode.ts';
import { episodesLookedAt, type Watch, type WatchStep } from '../../domain/watch/watch.ts';
import type { EpisodeChange, EpisodeRequest, Watched } from '../episode-store.ts';
import { episodeJson, readEpisodes, readWatch, watchJson } from '../rows/episode-rows.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Statements } from './statements.ts';

/** The SQL of monitoring and its episodes. */
export class Episodes {
  readonly #sql: Statements;
  readonly #outbox: Outbox;

  constructor(sql: Statements, outbox: Outbox) {
    this.#sql = sql;
    this.#outbox = outbox;
  }

  /** Null if there is none, or if this version can't read it. */
  find(id: EpisodeId): Episode | null {
    return readEpisodes(this.#sql('SELECT state FROM episodes WHERE id = ?').all(id))[0] ?? null;
  }

  /**
   * Writes an episode and queues what it has to show. Belongs inside a transaction; returns whether that queued an
   * effect.
   */
  write(episode: Episode, at: Millis): boolean {
    const before = this.find(episode.id);
    this.#sql(
      'INSERT INTO episodes (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
    ).run(episode.id, episodeJson(episode));
    const owed = owedBy(before, episode);
    this.#outbox.oweFor(episode.id, owed, at);
    return owed.length > 0;
  }

  /** See `Store.changeEpisode`, except for the settlement. Belongs inside a transaction. */
  change({ id, at, change }: EpisodeRequest): EpisodeChange {
    const before = this.find(id);
    if (!before) return { kind: 'missing' };
    const after = change(before);
    if (isRefusal(after)) return { kind: 'refused', refusal: after };
    return { kind: 'changed', owes: after !== before && this.write(after, at) };
  }

  /** See `Store.watch`; `atWork`: an open incident. Belongs inside a transaction. */
  look(at: Millis, atWork: IncidentId | null, look: (known: Watched) => WatchStep): boolean {
    const watch = this.#watch();
    const step = look({ watch, recent: this.#recent(), atWork });
    if (step.watch !== watch)
      this.#sql(
        'INSERT INTO watch (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
      ).run(watchJson(step.watch));
    return step.changed.filter((episode) => this.write(episode, at)).length > 0;
  }

  #watch(): Watch {
    return readWatch(this.#sql('SELECT state FROM watch').all());
  }

  /** The latest ones, oldest first, without those that this version can't read. */
  #recent(): Episode[] {
    const rows = this.#sql('SELECT state FROM episodes ORDER BY id DESC LIMIT ?').all(episodesLookedAt);
    return readEpisodes(rows).reverse();
  }
}
