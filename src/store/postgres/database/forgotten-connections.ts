import type { ClientBase, Pool } from 'pg';
import { z } from 'zod';
import { askBackend, sessionSql } from './backend.ts';
import { TookTooLong } from './losses.ts';
import { poolOf, released } from './pool.ts';
import { sqlOn, unansweredSince } from './sql.ts';

/** How often it's looked whether PostgreSQL works on what it was asked, ms, while it owes an answer. */
const everyMs = 250;
/** How long it may owe an answer without working on it, ms: many times longer than any way takes. */
const idleMs = 500;
/** How long whoever asks it about that waits, ms. */
const withinMs = 1_000;
/** How long the connection for that is kept, ms: with a slow disk, every answer is late. */
const keptMs = 2_000;

const working = z.array(z.object({ session: z.string(), works: z.boolean() }));

/** A session whose last work is over for too long has lost what it was asked, or its answer: its transaction ends. */
const looking = `SELECT ${sessionSql} AS session,
    CASE WHEN starts_with(state, 'idle') AND state_change < clock_timestamp() - interval '${idleMs} ms'
      THEN NOT pg_terminate_backend(pid) ELSE true END AS works
  FROM pg_stat_activity WHERE ${sessionSql} = ANY(@sessions)`;

type Watched = { readonly client: ClientBase; readonly lost: (error: TookTooLong) => void };

/**
 * Finds the connections of a pool that something in between has forgotten, such as a firewall: nothing passes any more, nobody is
 * told, and new ones work. A statement that takes its time looks the same from here, so PostgreSQL is asked on another connection.
 */
export class ForgottenConnections {
  /** Makes the connection on which PostgreSQL is asked. */
  readonly #asking: Pool;
  readonly #watched = new Set<Watched>();
  /** What each is at the other end. */
  readonly #sessions = new WeakMap<ClientBase, string>();
  /** When each was last given back in good order, ms by the monotonic clock. */
  readonly #givenBack = new WeakMap<ClientBase, number>();
  #foundAt = Number.NEGATIVE_INFINITY;
  #looks = false;

  constructor(pool: Pool) {
    this.#asking = poolOf({
      ...pool.options,
      max: 1,
      idleTimeoutMillis: keptMs,
      query_timeout: withinMs,
      connectionTimeoutMillis: withinMs,
    });
    pool.on('connect', (client) => {
      // Sent ahead of the first statement, and not awaited by it.
      askBackend(client).then(
        ({ session }) => {
          if (session !== null) this.#sessions.set(client, session);
        },
        () => {},
      );
    });
    pool.on('release', (error, client) => {
      if (!error) this.#givenBack.set(client, performance.now());
    });
  }

  /** Whether it lay idle when another one was found to be forgotten: the same has probably happened to it. */
  isDoubtful(client: ClientBase): boolean {
    return (this.#givenBack.get(client) ?? Number.POSITIVE_INFINITY) < this.#foundAt;
  }

  /** Calls `lost` if the connection is found to be forgotten. Returns a function that ends the watch. */
  watch(client: ClientBase, lost: Watched['lost']): () => void {
    const watched = { client, lost };
    this.#watched.add(watched);
    if (!this.#looks) this.#lookSoon();
    return () => void this.#watched.delete(watched);
  }

  /** Ends the connection on which PostgreSQL is asked. */
  close(): Promise<void> {
    return this.#asking.end();
  }

  #lookSoon(): void {
    this.#looks = true;
    const due = performance.now() + everyMs;
    setTimeout(() => {
      const now = performance.now();
      const owing = [...this.#watched].filter(({ client }) => owesAnswer(client, now));
      // A process that didn't run meanwhile has answers to read first.
      const looked = owing.length > 0 && now < due + everyMs ? this.#lookAt(owing) : Promise.resolve();
      void looked.finally(() => {
        this.#looks = false;
        if (this.#watched.size > 0) this.#lookSoon();
      });
    }, everyMs);
  }

  /** Says who is forgotten; nothing if PostgreSQL can't be asked, or refuses: then nothing is known. */
  async #lookAt(owing: readonly Watched[]): Promise<void> {
    const known = owing.flatMap((one) => {
      const session = this.#sessions.get(one.client);
      return session === undefined ? [] : [{ ...one, session }];
    });
    if (known.length === 0) return;
    const working = await this.#workingOf(known.map(({ session }) => session)).catch(() => null);
    if (!working) return;
    for (const { session, client, lost } of known) {
      if (working.has(session) || !owesAnswer(client, performance.now())) continue;
      this.#foundAt = performance.now();
      lost(new TookTooLong("PostgreSQL doesn't work on what it was asked: the connection is forgotten."));
    }
  }

  async #workingOf(sessions: readonly string[]): Promise<ReadonlySet<string>> {
    const client = await this.#asking.connect();
    const { rows } = await released(client, sqlOn(client)(looking, { sessions }));
    const theirs = working.parse(rows).filter(({ works }) => works);
    return new Set(theirs.map(({ session }) => session));
  }
}

function owesAnswer(client: ClientBase, now: number): boolean {
  const since = unansweredSince(client);
  return since !== null && now - since > idleMs;
}
