import { onTestFinished } from 'vitest';
import { NewestTimeline } from '../../../src/store/postgres/database/newest-timeline.ts';
import { connectionTo, poolFor } from '../../../src/store/postgres/database/pool.ts';
import { Transactions } from '../../../src/store/postgres/database/transactions.ts';
import { PostgresLease } from '../../../src/store/postgres/delivery/delivery-lease.ts';
import { PostgresStore } from '../../../src/store/postgres/postgres-store.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Engine } from './bench.ts';
import { lentDatabase } from './lent-databases.ts';
import { withClient } from './postgres.ts';

/** How long most tests wait for an answer, ms: long enough for a busy machine. */
const patientMs = 30_000;

/** Opens a migrated database like one of several bots; closed when the test ends. `waitsMs`: its time limit for answers. */
export function openDatabase(url: string, waitsMs = patientMs): Store {
  const timeline = new NewestTimeline();
  const lease = new PostgresLease({ config: connectionTo(url), name: 'test', timeline, timeSeen() {} });
  const store = new PostgresStore({ transactions: new Transactions(poolFor(url), waitsMs, timeline), lease });
  onTestFinished(() => store.close());
  return store;
}

/** PostgreSQL, with a database that is empty when a test begins. */
export const postgres: Engine = {
  name: 'PostgreSQL',
  async bench() {
    const url = await lentDatabase();
    const store = openDatabase(url);
    let latest = store;
    const change = (text: string, values: readonly unknown[]) =>
      withClient(url, (client) => client.query(text, [...values])).then(() => {});
    return {
      store,
      async restart() {
        await latest.close();
        latest = openDatabase(url);
        return latest;
      },
      plantEvent: (incident, seq, body) =>
        change('UPDATE events SET body = $1 WHERE incident = $2 AND seq = $3', [body, incident, seq]),
      plantEffect: (key, body) => change('UPDATE outbox SET effect = $1 WHERE key = $2', [body, key]),
      async unindex(incident) {
        await change('DELETE FROM search', []);
        await change('UPDATE incidents SET searched = 0 WHERE id = $1', [incident]);
      },
    };
  },
};
