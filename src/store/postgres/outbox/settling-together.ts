import { z } from 'zod';
import type { Claim, Settling } from '../../claims.ts';
import { allOf, type Sql } from '../database/sql.ts';
import type { Transactions } from '../database/transactions.ts';
import { assertDelivering } from '../delivery/fence.ts';
import { settleClaim } from './settling.ts';

const deletedRows = z.array(z.object({ id: z.number() }));

type Waiting = {
  readonly settling: Settling;
  readonly resolve: (settled: void | Promise<void>) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Settles claims. Those that end as simply done during a commit are settled together in the next one, so each waits for two
 * commits at most, and there are few commits.
 */
export class SettlingTogether {
  readonly #transactions: Transactions;
  #waiting: Waiting[] = [];
  #underWay = false;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  /** See `Store.settle`. */
  settle(settling: Settling): Promise<void> {
    if (!isSimplyDone(settling)) return this.#alone(settling);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ settling, resolve, reject });
      if (!this.#underWay) void this.#settleWaiting();
    });
  }

  async #settleWaiting(): Promise<void> {
    this.#underWay = true;
    // Whatever ends in the same turn of the event loop is settled with the first.
    await new Promise((resolve) => setImmediate(resolve));
    for (let [first] = this.#waiting; first; [first] = this.#waiting) {
      const { term } = first.settling.claim;
      const together = this.#waiting.filter(({ settling }) => settling.claim.term === term);
      this.#waiting = this.#waiting.filter((one) => !together.includes(one));
      await this.#settleAll(term, together);
    }
    this.#underWay = false;
  }

  async #settleAll(term: number, all: readonly Waiting[]): Promise<void> {
    const claims = all.map(({ settling }) => settling.claim);
    try {
      const gone = await this.#transactions.write((sql) => finishAll(sql, term, claims), 'endless');
      for (const { settling, resolve } of all)
        resolve(gone.has(settling.claim.id) ? undefined : this.#alone(settling));
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  #alone(settling: Settling): Promise<void> {
    return this.#transactions.write((sql) => settleClaim(sql, settling), 'endless');
  }
}

const isSimplyDone = ({ claim, as }: Settling): boolean =>
  as.kind === 'done' && as.works === undefined && claim.failedWith === null;

/**
 * Deletes claimed rows, and returns their IDs. It leaves rows that were queued again meanwhile, and rows that another process has
 * locked: waiting for those while holding others could deadlock.
 */
async function finishAll(sql: Sql, term: number, claims: readonly Claim[]): Promise<ReadonlySet<number>> {
  const [, { rows }] = await allOf([
    assertDelivering(sql, term),
    sql(
      `DELETE FROM outbox WHERE id = ANY(ARRAY(SELECT id FROM outbox
           WHERE id = ANY(@ids) AND version = (@versions::bigint[])[array_position(@ids::bigint[], id)]
           FOR UPDATE SKIP LOCKED))
         RETURNING id`,
      { ids: claims.map(({ id }) => id), versions: claims.map(({ version }) => version) },
    ),
  ]);
  return new Set(deletedRows.parse(rows).map(({ id }) => id));
}
