import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { changed, claim, open, owe, quietIncident, tell, term } from '../support/orders.ts';
import { temporaryFolder } from '../support/sqlite.ts';

const note = (text: string) => ({ type: 'add_note', text: plainText(text), when: null }) as const;
const locked = { code: expect.stringMatching(/^SQLITE_BUSY/) };

/** A bot's store whose pauses end by hand, and another program that can lock its file. */
function place() {
  const file = join(temporaryFolder(), 'incidents.db');
  const lockStates: boolean[] = [];
  let wake = () => {};
  const store = openSqlite(`file:${file}`, {
    pause: () => new Promise<void>((over) => (wake = over)),
    onLocked: (is) => lockStates.push(is),
  });
  const shell = new Database(file);
  onTestFinished(() => {
    shell.close();
    return store.close();
  });
  const tries = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      wake();
      // Longer than the queue's own turns of the event loop.
      for (let turn = 0; turn < 8; turn += 1) await new Promise(setImmediate);
    }
  };
  return {
    store,
    heard: lockStates,
    tries,
    lock: () => shell.exec('BEGIN IMMEDIATE'),
    unlock: () => shell.exec('ROLLBACK'),
  };
}

/** What has become of a promise until now. */
async function state(promise: Promise<unknown>): Promise<unknown> {
  await new Promise(setImmediate);
  return Promise.race([promise.catch((error: unknown) => error), Promise.resolve('waits')]);
}

describe('While another program has the database locked', () => {
  test('a change neither blocks the process nor fails, and is saved when the lock is gone', async () => {
    const { store, lock, unlock, tries } = place();
    const id = await quietIncident(store);
    lock();
    const began = performance.now();
    const noted = tell(store, note('x'), { target: id, inboxId: 'view-1' });
    expect(performance.now() - began).toBeLessThan(1_000);
    await tries(20);
    expect(await state(noted)).toBe('waits');
    unlock();
    await tries(1);
    expect(changed(await noted).seq).toBe(2);
    expect(await store.events(id)).toHaveLength(2);
  });

  test('reading goes on', async () => {
    const { store, lock } = place();
    const { id } = changed(await tell(store, open()));
    lock();
    void tell(store, note('x'), { target: id }).catch(() => {});
    expect(await store.list({ open: true, limit: 9 })).toHaveLength(1);
    expect(await store.events(id)).toHaveLength(1);
    expect(await store.stats(minute(0))).toMatchObject({ open: { P1: 1 } });
  });

  test("a bot still learns whose the database is, which isn't written again", async () => {
    const { store, lock } = place();
    const home = await store.homeOf({ team: 'T0ACME', url: 'https://acme.slack.com/' });
    lock();
    expect(await store.homeOf({ ...home, team: 'T0OTHER' })).toEqual(home);
  });

  test("a payload's command is refused within Slack's limit, and nothing is changed", async () => {
    const { store, lock, unlock, tries } = place();
    const id = await quietIncident(store);
    lock();
    const noted = tell(store, note('x'), { target: id, inboxId: 'view-1' });
    await tries(74);
    expect(await state(noted)).toBe('waits');
    await tries(1);
    await expect(noted).rejects.toMatchObject(locked);
    unlock();
    await tries(1);
    expect(await store.events(id)).toHaveLength(1);
    expect((await tell(store, note('x'), { target: id, inboxId: 'view-1' })).kind).toBe('changed');
  });

  test("the bot's own work waits as long as it takes", async () => {
    const { store, lock, unlock, tries } = place();
    const id = await quietIncident(store);
    await owe(store, id, minute(0), { type: 'announce' }, { type: 'set_topic' });
    const [one, other] = await claim(store, minute(0));
    if (!one || !other) return expect.fail('not two lanes were claimed');
    lock();
    const work = [
      store.settle({ claim: one, as: { kind: 'done' } }),
      tell(store, note('told by an effect'), {
        target: id,
        settles: { claim: other, as: { kind: 'done' } },
      }),
      store.onClockSetBack(minute(1), minute(0), term),
      claim(store, minute(1)),
    ];
    await tries(3_000);
    expect(await Promise.all(work.map(state))).toEqual(work.map(() => 'waits'));
    unlock();
    await tries(1);
    await Promise.all(work);
    expect(await store.pending(id)).toEqual([]);
    expect(await store.events(id)).toHaveLength(2);
  });

  test('waiting work is done in order of arrival', async () => {
    const { store, lock, unlock, tries } = place();
    const id = await quietIncident(store);
    lock();
    const texts = ['one', 'two', 'three'];
    const noted = texts.map((text) => tell(store, note(text), { target: id, inboxId: text }));
    await tries(1);
    unlock();
    const last = tell(store, note('four'), { target: id, inboxId: 'four' });
    await tries(1);
    expect((await Promise.all([...noted, last])).map((change) => changed(change).seq)).toEqual([2, 3, 4, 5]);
  });

  test('someone is told once, and once that it goes on', async () => {
    const { store, heard: lockStates, lock, unlock, tries } = place();
    const id = await quietIncident(store);
    lock();
    const refused = tell(store, note('x'), { target: id }).catch(() => {});
    await tries(49);
    expect(lockStates).toEqual([]);
    await tries(26);
    await refused;
    const claimed = claim(store, minute(0));
    await tries(1_000);
    expect(lockStates).toEqual([true]);
    unlock();
    await tries(1);
    await claimed;
    expect(lockStates).toEqual([true, false]);
  });

  test("a brief lock isn't reported", async () => {
    const { store, heard: lockStates, lock, unlock, tries } = place();
    lock();
    const opened = tell(store, open());
    await tries(3);
    unlock();
    await tries(1);
    await opened;
    expect(lockStates).toEqual([]);
  });

  test("it's reported as unwritable within Slack's limit", async () => {
    const { store, lock, tries } = place();
    lock();
    const written = store.checkWritable();
    const refused = expect(written).rejects.toMatchObject(locked);
    await tries(75);
    await refused;
  });

  test('a shutdown ends the waiting; what waited is still queued', async () => {
    const { store, lock } = place();
    await quietIncident(store);
    lock();
    const claimed = claim(store, minute(0));
    await store.close();
    await expect(claimed).rejects.toThrow(/closed/);
  });
});
