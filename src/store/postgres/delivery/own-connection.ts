import type { Client, ClientConfig } from 'pg';
import { DatabaseAway } from '../../error-advice.ts';
import { askBackend, limitSession } from '../database/backend.ts';
import { canPass, lossOf } from '../database/losses.ts';
import type { NewestTimeline } from '../database/newest-timeline.ts';
import { EndingClient } from '../database/pool.ts';
import { type Sql, sqlOn } from '../database/sql.ts';

/**
 * How long to wait for an answer, ms. PostgreSQL gives up before the bot does, so it never does anything that the bot has
 * stopped waiting for.
 */
const limits = (withinMs: number) => ({
  query_timeout: withinMs,
  statement_timeout: 0.8 * withinMs,
  lock_timeout: 0.5 * withinMs,
});

/** `lost`: notifications stop until the next statement; `back`: they arrive again, and some may have been missed. */
type Hearing = { readonly lost: () => void; readonly back: () => void };

/**
 * One connection that waits for no other work of its process, hears what other processes say, and is opened again when it's
 * lost.
 */
export class OwnConnection {
  readonly #config: ClientConfig;
  readonly #channels: Readonly<Record<string, (payload: string) => void>>;
  readonly #hearing: Hearing;
  readonly #timeline: NewestTimeline;
  #client: Promise<Client> | null = null;

  /**
   * `withinMs`: how long PostgreSQL can take to accept the connection, and to answer. `channels`: what to call on a notification
   * (NOTIFY), by channel.
   */
  constructor(
    config: ClientConfig,
    withinMs: number,
    channels: Readonly<Record<string, (payload: string) => void>>,
    hearing: Hearing,
    timeline: NewestTimeline,
  ) {
    this.#timeline = timeline;
    this.#hearing = hearing;
    this.#config = { ...config, ...limits(withinMs), connectionTimeoutMillis: withinMs };
    this.#channels = channels;
  }

  /**
   * Runs statements. A failure of any kind ends the connection: what is half-dead must not be asked again. Throws
   * DatabaseAway.
   */
  async ask<Answer>(work: (sql: Sql) => Promise<Answer>): Promise<Answer> {
    this.#client ??= this.#connect();
    const client = this.#client;
    try {
      const one = await client;
      await this.#timeline.look(one);
      return await work(sqlOn(one));
    } catch (error) {
      this.#drop(client);
      throw canPass(lossOf(error)) ? new DatabaseAway(error) : error;
    }
  }

  /** Closes it; the next statement opens it again. */
  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    this.#client = null;
    await client?.end().catch(() => {});
  }

  #connect(): Promise<Client> {
    const client = new EndingClient(this.#config);
    const listening = this.#listening(client);
    client.on('error', () => {
      this.#drop(listening);
      this.#hearing.lost();
    });
    return listening;
  }

  async #listening(client: Client): Promise<Client> {
    try {
      await client.connect();
      limitSession(client);
      const { pid } = await askBackend(client);
      client.on('notification', ({ channel, payload = '', processId }) => {
        if (processId !== pid) this.#channels[channel]?.(payload);
      });
      for (const channel of Object.keys(this.#channels)) await client.query(`LISTEN ${channel}`);
      this.#hearing.back();
      return client;
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
  }

  #drop(client: Promise<Client>): void {
    if (this.#client === client) this.#client = null;
    void client.then((one) => one.end()).catch(() => {});
  }
}
