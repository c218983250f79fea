import { Client, type ClientBase, type Pool } from 'pg';
import { z } from 'zod';
import { TookTooLong } from './losses.ts';
import { sqlOn, unansweredSince } from './sql.ts';

/** How often it's looked whether PostgreSQL works on what it was asked, ms, while it owes an answer. */
const everyMs = 250;
/** How long it may owe an answer without working on it, ms: many times longer than any way takes. */
const idleMs = 500;
/** How long whoever asks it about that waits, ms. */
const withinMs = 1_000;

const own = z.tuple([z.object({ pid: z.number() })]);
const working = z.array(z.object({ pid: z.number(), works: z.boolean() }));

/** A process of the server whose last work is over for too long has lost what it was asked, or its answer: its transaction ends. */
const looking = `SELECT pid, CASE WHEN starts_with(state, 'idle') AND state_change < clock_timestamp() - interval '${idleMs} ms'
    THEN NOT pg_terminate_backend(pid) ELSE true END AS works
  FROM pg_stat_activity WHERE pid = ANY(@pids)`;

type Watched = { readonly client: ClientBase; readonly lost: (error: TookTooLong) => void };

/**
 * Finds the connections of a pool that something in between has forgotten, such as a firewall: nothing passes any more, nobody is
 * told, and new ones work. A statement that takes its time looks the same from here, so PostgreSQL is asked on a new connection.
 */
export class ForgottenConnections {
  readonly #pool: Pool;
  readonly #watched = new Set<Watched>();
  /** The process of the server at the other end. */
  readonly #pids = new WeakMap<ClientBase, number>();
  /** When each was last given back in good order, ms by the monotonic clock. */
  readonly #givenBack = new WeakMap<ClientBase, number>();
  #foundAt = Number.NEGATIVE_INFINITY;
  #looks = false;

  constructor(pool: Pool) {
    this.#pool = pool;
    pool.on('connect', (client) => {
      // Sent ahead of the first statement, and not awaited by it.
      const asked = sqlOn(client)('SELECT pg_backend_pid() AS pid');
      asked.then(
        ({ rows }) => this.#pids.set(client, own.parse(rows)[0].pid),
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

  /** Says who is forgotten; nothing if PostgreSQL can't be asked: then nothing is known. */
  async #lookAt(owing: readonly Watched[]): Promise<void> {
    const known = owing.flatMap((one) => {
      const pid = this.#pids.get(one.client);
      return pid === undefined ? [] : [{ ...one, pid }];
    });
    const working = await this.#workingOf(known.map(({ pid }) => pid)).catch(() => null);
    if (!working) return;
    for (const { pid, client, lost } of known) {
      if (working.has(pid) || !owesAnswer(client, performance.now())) continue;
      this.#foundAt = performance.now();
      lost(new TookTooLong("PostgreSQL doesn't work on what it was asked: the connection is forgotten."));
    }
  }

  async #workingOf(pids: readonly number[]): Promise<ReadonlySet<number>> {
    const client = new Client({
      ...this.#pool.options,
      query_timeout: withinMs,
      connectionTimeoutMillis: withinMs,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await sqlOn(client)(looking, { pids });
      return new Set(
        working
          .parse(rows)
          .filter(({ works }) => works)
          .map(({ pid }) => pid),
      );
    } finally {
      void client.end().catch(() => {});
    }
  }
}

function owesAnswer(client: ClientBase, now: number): boolean {
  const since = unansweredSince(client);
  return since !== null && now - since > idleMs;
}
