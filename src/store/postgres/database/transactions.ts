import { setTimeout as wait } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { DatabaseAway, OutcomeUnknown } from '../../error-advice.ts';
import { migrationFiles, refuseNewer } from '../../opening/migrations.ts';
import { asBot, type Patience } from '../../patience.ts';
import { keepLineageSql } from '../edition.ts';
import { markLineage, suspectRestored } from '../outbox/outbox-clock.ts';
import { limitSession } from './backend.ts';
import { commit, howEnded, type Identity } from './commit.ts';
import { ForgottenConnections } from './forgotten-connections.ts';
import { canPass, isLoss, lossOf, TookTooLong } from './losses.ts';
import { migrationsFolder, schemaLock } from './migrate.ts';
import { NewestTimeline } from './newest-timeline.ts';
import { released, tryMs } from './pool.ts';
import { type Statement, sendQuery, sendSeries } from './sending.ts';
import { allOf, type Sql, sqlOn, type WritingSql, writingSqlOn } from './sql.ts';

/** Between two tries, ms: twice as long each time, and never more. */
const pausesMs = { first: 25, most: 1_000 };

/**
 * Named after what each does, as the text of a statement that is prepared isn't sent any more. BEGIN has no name: it must not fail,
 * because the first statements of the work are sent along with it, and each would commit by itself.
 */
const beginning: readonly Statement[] = [
  { name: '', text: 'BEGIN', values: [] },
  { name: 'schema lock', text: `SELECT pg_advisory_xact_lock_shared(${schemaLock})`, values: [] },
  {
    name: 'pg_current_xact_id',
    text: `SELECT pg_current_xact_id()::text AS xid, ${keepLineageSql} AS lineage, version FROM schema_version`,
    values: [],
  },
];
const begun = z.tuple([z.object({ xid: z.string(), lineage: z.string(), version: z.number() })]);

/** A transaction whose commit was asked for. */
type Asked<Result> = { readonly identity: Identity; readonly result: Result };

/**
 * Runs reads and writing transactions, each on a connection of its own. What meets another transaction, or loses its
 * connection, is started again as long as its patience lasts.
 */
export class Transactions {
  readonly #pool: Pool;
  readonly #answerMs: number;
  readonly #timeline: NewestTimeline;
  readonly #forgotten: ForgottenConnections;
  readonly #newest = migrationFiles(migrationsFolder).length;
  readonly #closing = new AbortController();
  /** The lineage that this process last wrote to. */
  #lineage: string | null = null;

  /** `answerMs`: how long work can take while someone waits for it; `timeline`: the newest that this process has seen. */
  constructor(pool: Pool, answerMs = asBot.answerMs, timeline = new NewestTimeline()) {
    this.#pool = pool;
    this.#answerMs = answerMs;
    this.#timeline = timeline;
    pool.on('connect', limitSession);
    this.#forgotten = new ForgottenConnections(pool);
  }

  /**
   * Runs what only reads, or needs no transaction: each statement sees what is committed when it begins. Throws
   * DatabaseAway.
   */
  read<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.#patiently('answer', async (client) => {
      const [, result] = await allOf([this.#timeline.look(client), work(sqlOn(client))]);
      return result;
    });
  }

  /**
   * Runs writes in one transaction: `work` can be started several times, but is committed once. Statements given to `atEnd` go with
   * the commit. Calls `committed` after it. Throws DatabaseAway, OutcomeUnknown, or StoreUnavailable if a newer bot has migrated
   * the schema.
   */
  async write<Result>(
    work: (sql: WritingSql) => Promise<Result>,
    patience: Patience,
    committed: (result: Result) => void = () => {},
  ): Promise<Result> {
    let asked: Asked<Result> | null = null;
    let isUnknown = false;
    let tries = 0;
    const attempt = async (client: PoolClient): Promise<Result> => {
      const before = asked;
      tries += 1;
      const own = tries;
      // A try that was given up may still go on beside the next one, which then no longer counts on it.
      const keepAsked = (next: Asked<Result> | null): void => {
        if (own === tries) asked = next;
      };
      // The connection was lost before PostgreSQL said how the last try ended. If that stays unknown, the work finds out by its
      // payload or its term.
      if (before) {
        await this.#timeline.look(client);
        const end = await howEnded(sqlOn(client), before.identity);
        if (end === 'committed') return before.result;
        isUnknown ||= end === 'unknown';
      }
      keepAsked(null);
      if (this.#lineage === null) await this.#enter(client);
      const last: Statement[] = [];
      const done = await orRollBack(client, async () => {
        // The first statements of the work are sent along with it.
        const beginning = this.#begin(client);
        const working = work(writingSqlOn(client, last));
        await Promise.allSettled([beginning, working]);
        return { identity: await beginning, result: await working };
      });
      if (done.identity.lineage !== this.#lineage) {
        await sendQuery(client, 'ROLLBACK');
        this.#lineage = null;
        return attempt(client);
      }
      keepAsked(done);
      const failed = await commit(client, last);
      if (!failed) return done.result;
      keepAsked(null);
      throw failed.error;
    };
    const result = await this.#patiently(patience, attempt, () => asked !== null || isUnknown);
    committed(result);
    return result;
  }

  /** Stops waiting between tries, and closes all connections once running work has ended. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#pool.end();
    await this.#forgotten.close();
  }

  /**
   * Begins a transaction, with a lock that keeps migrations waiting, and returns what `howEnded` needs on another connection. It
   * takes one round trip.
   */
  async #begin(client: PoolClient): Promise<Identity> {
    const [, answers] = await allOf([this.#timeline.look(client), allOf(sendSeries(client, beginning))]);
    const [{ version, ...identity }] = begun.parse(answers.at(-1)?.rows);
    refuseNewer(version, this.#newest);
    return identity;
  }

  /**
   * Runs before this process first writes to a lineage: marks everything owed from an earlier one as possibly sent. Rows that
   * another process has locked are left to the bot that delivers.
   */
  async #enter(client: PoolClient): Promise<void> {
    const lineage = await orRollBack(client, async () => {
      await this.#begin(client);
      const entered = await markLineage(sqlOn(client));
      await suspectRestored(sqlOn(client));
      return entered;
    });
    const failed = await commit(client, []);
    if (failed) throw failed.error;
    this.#lineage = lineage;
  }

  async #patiently<Result>(
    patience: Patience,
    attempt: (client: PoolClient) => Promise<Result>,
    isUnsure: () => boolean = () => false,
  ): Promise<Result> {
    const until = patience === 'answer' ? performance.now() + this.#answerMs : Number.POSITIVE_INFINITY;
    let cause: unknown = null;
    for (let pauseMs = pausesMs.first; ; pauseMs = Math.min(2 * pauseMs, pausesMs.most)) {
      const left = Math.max(0, until - performance.now());
      try {
        return await this.#connected(Math.min(left, tryMs), attempt);
      } catch (error) {
        if (!canPass(error)) throw error;
        // The last try may have been too short for an answer; an earlier error says more.
        cause = error instanceof TookTooLong ? (cause ?? error) : error;
        if (pauseMs >= until - performance.now())
          throw isUnsure() ? new OutcomeUnknown(cause) : new DatabaseAway(cause);
      }
      await this.#pause(pauseMs * (0.5 + Math.random()));
    }
  }

  /** Runs work on a connection, and gives that up if it's lost, forgotten, or out of time. Throws TookTooLong. */
  async #connected<Result>(ms: number, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    // An abortable timer costs more than most statements.
    let giveUp = (_: TookTooLong): void => {};
    const tooLong = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    const late = () => giveUp(new TookTooLong(`The database didn't answer within ${Math.round(ms)} ms.`));
    const over = setTimeout(late, ms);
    let endWatch = (): void => {};
    const connecting = this.#connection();
    try {
      const client = await Promise.race([connecting, tooLong]).catch((error: unknown) => {
        // A connection that comes too late serves the next caller.
        connecting.then(
          (late) => late.release(),
          () => {},
        );
        throw error instanceof TookTooLong ? error : lossOf(error);
      });
      endWatch = this.#forgotten.watch(client, giveUp);
      return await released(client, Promise.race([work(client), tooLong]));
    } finally {
      clearTimeout(over);
      endWatch();
      tooLong.catch(() => {});
    }
  }

  async #connection(): Promise<PoolClient> {
    for (;;) {
      const client = await this.#pool.connect();
      if (!this.#forgotten.isDoubtful(client)) return client;
      client.release(true);
    }
  }

  async #pause(ms: number): Promise<void> {
    const { signal } = this.#closing;
    await wait(ms, null, { signal }).catch(() => {
      throw new Error('The store was closed.');
    });
  }
}

async function orRollBack<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isLoss(error)) await sendQuery(client, 'ROLLBACK').catch(() => {});
    throw error;
  }
}
