import type { ClientConfig } from 'pg';
import { z } from 'zod';
import { millisSchema, type UserId, userIdSchema } from '../../../domain/incident/ids.ts';
import type { DeliveryLease, Heard, Lease, TimeSeen } from '../../delivery-lease.ts';
import { migrationFiles, refuseNewer } from '../../opening/migrations.ts';
import { asBot } from '../../patience.ts';
import { migrationsFolder } from '../database/migrate.ts';
import { NewestTimeline } from '../database/newest-timeline.ts';
import { OwnConnection } from './own-connection.ts';

/** How long the right lasts without a renewal, ms. */
const leaseMs = 4_000;
/** A bot of an older version than the schema no longer delivers: it couldn't record what it did. */
const newest = migrationFiles(migrationsFolder).length;
const isKnown = '(SELECT version FROM schema_version) <= @newest';
/** Of the database: the lease's expiry, and the time in ms, as a numeric: `extra_float_digits` can round a float. */
const expiry = `clock_timestamp() + interval '${leaseMs} ms'`;
const now = '(extract(epoch FROM clock_timestamp()) * 1000)';
const millisRead = z.coerce.number();
/** More terms than a crash can lose, or than a standby can be behind its primary. */
const termsLost = 1_000;

const taken = z.tuple([
  z.object({ term: z.number().nullable(), freeInMs: millisRead, version: z.number(), now: millisRead }),
]);
const renewed = z.array(z.object({ now: millisRead })).max(1);
const held = z.tuple([
  z.object({
    name: z.string().nullable(),
    since: millisSchema.nullable(),
    holds: z.boolean(),
    now: millisRead,
  }),
]);

type Parts = {
  readonly config: ClientConfig;
  /** How long PostgreSQL may take to answer, ms. */
  readonly withinMs?: number;
  /** What people call this bot, for example its host and process. */
  readonly name: string;
  /** The newest timeline that this process has seen. */
  readonly timeline?: NewestTimeline;
  /** Called with each answer. */
  readonly timeSeen: (time: TimeSeen) => void;
};

/**
 * The right to deliver as a row with an expiry by the database's clock. An advisory lock would outlive a process that is
 * frozen, and a host that has vanished.
 */
export class PostgresLease implements DeliveryLease {
  readonly #parts: Parts;
  readonly #connection: OwnConnection;
  #onAccount: (user: UserId | 'any') => void = () => {};
  #heard: Heard = { owed() {}, free() {}, offered() {}, wanted() {}, missed() {} };

  constructor(parts: Parts) {
    this.#parts = parts;
    const channels = {
      effect_owed: () => this.#heard.owed(),
      delivery_free: () => this.#heard.free(),
      delivery_offered: () => this.#heard.offered(),
      delivery_wanted: () => this.#heard.wanted(),
      delivery_missed: () => this.#heard.missed(),
      account_changed: (payload: string) => this.#hear(payload),
    };
    const { config, withinMs = asBot.leaseMs, timeline = new NewestTimeline() } = parts;
    this.#connection = new OwnConnection(
      config,
      withinMs,
      channels,
      {
        // Whoever asks for the lease next connects again.
        lost: () => this.#heard.free(),
        back: () => {
          this.#onAccount('any');
          this.#heard.owed();
        },
      },
      timeline,
    );
  }

  listen(heard: Heard): void {
    this.#heard = heard;
  }

  onAccount(heard: (user: UserId | 'any') => void): void {
    this.#onAccount = heard;
  }

  async tellOfAccount(user: UserId): Promise<void> {
    await this.#connection.ask((sql) => sql("SELECT pg_notify('account_changed', @user)", { user }));
  }

  #hear(payload: string): void {
    const user = userIdSchema.safeParse(payload).data;
    if (user) this.#onAccount(user);
  }

  /**
   * An expiry later than any renewal sets it means that the clock was set back, so the lease runs from now. So does one from before
   * a crash or a failover: its holder may still believe in it, but can't renew it, because the term has changed.
   */
  async take(): Promise<Lease | { readonly freeInMs: number }> {
    const [{ term, freeInMs, version }] = await this.#timed(
      `WITH taken AS (
         UPDATE delivery SET holder = @name, term = term + 1, since = clock_timestamp(), expires_at = ${expiry}
         WHERE expires_at <= clock_timestamp() AND lineage = current_lineage() AND ${isKnown} RETURNING term),
       counted_anew AS (
         UPDATE delivery SET expires_at = ${expiry}, lineage = mark_lineage(),
           term = term + CASE WHEN lineage = mark_lineage() THEN 0 ELSE ${termsLost} END
         WHERE expires_at > ${expiry} OR lineage <> mark_lineage())
       SELECT (SELECT term FROM taken) AS term, (SELECT version FROM schema_version) AS version, ${now} AS now,
         least(${leaseMs}, greatest(0, extract(epoch FROM expires_at) * 1000 - ${now})) AS "freeInMs" FROM delivery`,
      { name: this.#parts.name, newest },
      taken,
    );
    refuseNewer(version, newest);
    return term === null ? { freeInMs } : { term, forMs: leaseMs };
  }

  async renew(term: number): Promise<Lease | null> {
    const rows = await this.#timed(
      `UPDATE delivery SET expires_at = ${expiry}
         WHERE term = @term AND expires_at > clock_timestamp() AND lineage = current_lineage() AND ${isKnown} RETURNING ${now} AS now`,
      { term, newest },
      renewed,
    );
    return rows.length > 0 ? { term, forMs: leaseMs } : null;
  }

  async release(term: number): Promise<void> {
    await this.#connection.ask((sql) =>
      sql(
        `WITH released AS (
           UPDATE delivery SET holder = NULL, since = NULL, expires_at = '-infinity' WHERE term = @term RETURNING 1)
         SELECT pg_notify('delivery_free', '') FROM released`,
        { term },
      ),
    );
  }

  async say(what: Parameters<DeliveryLease['say']>[0]): Promise<void> {
    await this.#connection.ask((sql) =>
      sql("SELECT pg_notify(@channel, '')", { channel: `delivery_${what}` }),
    );
  }

  async deliverer(): ReturnType<DeliveryLease['deliverer']> {
    const [{ name, since, holds }] = await this.#timed(
      `SELECT holder AS name, (extract(epoch FROM since) * 1000)::bigint AS since,
         expires_at > clock_timestamp() AS holds, ${now} AS now FROM delivery`,
      {},
      held,
    );
    return holds && name !== null && since !== null ? { kind: 'bot', name, since } : { kind: 'nobody' };
  }

  /** Ends the connection. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  async #timed<Rows extends { readonly now: number }[]>(
    text: string,
    values: Readonly<Record<string, unknown>>,
    schema: z.ZodType<Rows>,
  ): Promise<Rows> {
    const asked = performance.now();
    const { rows } = await this.#connection.ask((sql) => sql(text, values));
    const read = schema.parse(rows);
    const [first] = read;
    if (first) this.#parts.timeSeen({ asked, now: first.now, answered: performance.now() });
    return read;
  }
}
