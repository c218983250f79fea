import type { ClientBase, Pool } from 'pg';
import { z } from 'zod';
import { askBackend, sessionSql } from './backend.ts';
import { TookTooLong } from './losses.ts';
import { poolOf, released } from './pool.ts';
import { unansweredSince } from './sending.ts';
import { sqlOn } from './sql.ts';

/** How often to check whether PostgreSQL is working on an unanswered statement, ms. */
const everyMs = 250;
/** How long its session can wait for us with a statement unanswered, ms: many times any round trip. */
const idleMs = 500;
/** How long the check itself can take, ms. */
const withinMs = 1_000;
/** How long the connection for the check is kept, ms: while a disk is slow, it's needed again and again. */
const keptMs = 2_000;

const working = z.array(z.object({ session: z.string(), works: z.boolean() }));

/**
 * A session that has waited for too long never got the statement, or all of what was sent together, or its answer was lost. Ending it
 * frees its locks. In the middle of what was sent together, it's `active` even while it waits.
 */
const looking = `SELECT ${sessionSql} AS session,
    CASE WHEN (starts_with(state, 'idle') OR state = 'active' AND wait_event = 'ClientRead')
        AND state_change < clock_timestamp() - interval '${idleMs} ms'
      THEN NOT pg_terminate_backend(pid) ELSE true END AS works
  FROM pg_stat_activity WHERE ${sessionSql} = ANY(@sessions)`;

type Watched = { readonly client: ClientBase; readonly lost: (error: TookTooLong) => void };

/**
 * Finds the connections of a pool that a firewall or the like has silently dropped: nothing gets through, neither side gets an
 * error, and new connections work. From here, that looks like a slow statement, so PostgreSQL is asked on another connection.
 */
export class ForgottenConnections {
  /** Holds the connection for the check. */
  readonly #asking: Pool;
  readonly #watched = new Set<Watched>();
  /** The session of each connection. */
  readonly #sessions = new WeakMap<ClientBase, string>();
  /** When each was last returned to the pool without an error, ms by the monotonic clock. */
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
      // Sent before the first statement, which doesn't wait for it.
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

  /** Whether it was idle when another connection was found forgotten: it has probably been dropped too. */
  isDoubtful(client: ClientBase): boolean {
    return (this.#givenBack.get(client) ?? Number.POSITIVE_INFINITY) < this.#foundAt;
  }

  /** Calls `lost` if the connection turns out to be forgotten. Returns a function that stops watching it. */
  watch(client: ClientBase, lost: Watched['lost']): () => void {
    const watched = { client, lost };
    this.#watched.add(watched);
    if (!this.#looks) this.#lookSoon();
    return () => void this.#watched.delete(watched);
  }

  /** Closes the connection for the check. */
  close(): Promise<void> {
    return this.#asking.end();
  }

  #lookSoon(): void {
    this.#looks = true;
    const due = performance.now() + everyMs;
    setTimeout(() => {
      const now = performance.now();
      const owing = [...this.#watched].filter(({ client }) => owesAnswer(client, now));
      // If this process was frozen meanwhile, it reads the answers that arrived first.
      const looked = owing.length > 0 && now < due + everyMs ? this.#lookAt(owing) : Promise.resolve();
      void looked.finally(() => {
        this.#looks = false;
        if (this.#watched.size > 0) this.#lookSoon();
      });
    }, everyMs);
  }

  /** Reports the forgotten ones. If PostgreSQL can't be reached, or refuses, nothing is known, so it reports none. */
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
      lost(
        new TookTooLong(
          'PostgreSQL never got the statement, or its answer was lost: the connection was dropped.',
        ),
      );
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
