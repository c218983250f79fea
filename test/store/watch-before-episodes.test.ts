import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newWatch, type WatchStep } from '../../src/domain/watch/watch.ts';
import type { Watched } from '../../src/store/episode-store.ts';
import type { Store } from '../../src/store/store.ts';
import { outage } from '../domain/support/diagnoses.ts';
import { alice, announceChannel, bob, minute, ts } from '../domain/support/fixtures.ts';
import { episode } from '../domain/support/watching.ts';
import { toSchema } from './support/old-database.ts';
import { claim } from './support/orders.ts';
import { openFile, temporaryFolder, withSql } from './support/sqlite.ts';

const firstBadAt = minute(1);
const { id } = episode({ firstBadAt });
const posted = { channel: announceChannel, ts: ts('1000.0009') };
const proposal = {
  phase: 'proposed',
  firstBadAt,
  diagnosis: outage,
  posted,
  answer: null,
  unshown: false,
  tries: 1,
};

/** A database of the last version that knew no episodes, with this in the one row of its watch. */
function written(state: unknown): Store {
  const file = join(temporaryFolder(), 'incidents.db');
  withSql(file, (db) => {
    toSchema(db, 3);
    const row = [4, 'P1', 'INVESTIGATING', minute(5)];
    db.prepare(
      'INSERT INTO incidents (id, seq, title, severity, status, opened_at) VALUES (?, 1, ?, ?, ?, ?)',
    ).run(row[0], 'Chats hang', ...row.slice(1));
    db.prepare("INSERT INTO events VALUES (4, 1, ?, 'opened', ?, ?)").run(
      minute(5),
      JSON.stringify({ kind: 'person', user: bob }),
      JSON.stringify({ type: 'opened', firstAlert: { at: firstBadAt, text: 'Intercom answers 503' } }),
    );
    db.prepare('INSERT INTO watch VALUES (1, ?)').run(
      typeof state === 'string' ? state : JSON.stringify(state),
    );
  });
  return openFile(file);
}

async function knownTo(store: Store): Promise<Watched | undefined> {
  const looks: Watched[] = [];
  const look = (known: Watched): WatchStep => {
    looks.push(known);
    return { watch: known.watch, changed: [] };
  };
  await store.watch(minute(9), look);
  return looks[0];
}

test('a first bad check still counts', async () => {
  const store = written({ phase: 'suspicious', firstBadAt });
  expect(await knownTo(store)).toMatchObject({
    watch: { suspectSince: firstBadAt, lastBadAt: firstBadAt, after: 0 },
    recent: [],
  });
});

test.each(['{"phase":"quiet"}', 'no JSON at all', '{"phase":"proposed"}'])(
  'nothing is left of %s',
  async (state) => {
    expect(await knownTo(written(state))).toMatchObject({
      watch: { suspectSince: null, lastBadAt: null, after: 0 },
      recent: [],
    });
  },
);

test('a suggestion keeps waiting under the IDs in its buttons', async () => {
  const store = written(proposal);
  expect(await store.episode(id)).toEqual({
    ...episode({ firstBadAt }),
    proposedAt: firstBadAt,
    diagnosis: outage,
    worst: 'P1',
    posted,
  });
  expect((await knownTo(store))?.watch).toEqual(newWatch);
  expect(await store.pending()).toEqual([]);
});

test.each([
  ['opened', { kind: 'opened', by: alice }, { kind: 'opened', by: alice, incident: 4 }],
  ['dismissed', { kind: 'dismissed', by: alice }, { kind: 'dismissed', by: alice }],
  ['recovered', { kind: 'recovered', at: minute(3) }, { kind: 'recovered', at: minute(3) }],
])('a suggestion that was %s stays so', async (_how, answer, expected) => {
  expect(await written({ ...proposal, answer }).episode(id)).toMatchObject({ answer: expected });
});

test("an unknown incident isn't made up", async () => {
  const another = { ...proposal, firstBadAt: minute(0), answer: { kind: 'opened', by: alice } };
  const { id: other } = episode({ firstBadAt: minute(0) });
  expect(await written(another).episode(other)).toMatchObject({ answer: { incident: null } });
});

test.each([
  ['may have arrived', 2, true],
  ['was not tried', 0, false],
])('a message that %s is still queued, with what is known about it', async (_how, tries, maybeSent) => {
  const store = written({ ...proposal, posted: null, unshown: true, tries });
  expect(await claim(store, minute(9))).toMatchObject([
    { subject: { kind: 'episode', id }, effect: { type: 'sync_proposal' }, maybeSent },
  ]);
});
