import { expect, onTestFinished } from 'vitest';
import type { Heard, Lease, TimeSeen } from '../../../src/store/delivery-lease.ts';
import { connectionTo } from '../../../src/store/postgres/database/pool.ts';
import { PostgresLease } from '../../../src/store/postgres/delivery/delivery-lease.ts';
import { freshDatabase, withClient } from './postgres.ts';

/** A database of the running test's own, and what bots on it say. */
export const leasesOn = async () => leasesAt(await freshDatabase());

/** The same on the database at a URL. */
export function leasesAt(url: string) {
  const times: TimeSeen[] = [];
  const lease = (name = 'a') => {
    const one = new PostgresLease({
      config: connectionTo(url),
      name,
      timeSeen: (time) => void times.push(time),
    });
    onTestFinished(() => one.close());
    return one;
  };
  const sql = (text: string) => withClient(url, (client) => client.query(text));
  return {
    url,
    times,
    lease,
    sql,
    expire: () => sql("UPDATE delivery SET expires_at = now() - interval '1 ms'"),
  };
}

/** Hears nothing. */
export const deaf: Heard = { owed() {}, free() {}, offered() {}, wanted() {}, missed() {} };

/** The term of a right that was taken. */
export const termOf = (answer: Lease | { freeInMs: number }): number =>
  'term' in answer ? answer.term : expect.fail(`it is held for ${answer.freeInMs} ms`);
