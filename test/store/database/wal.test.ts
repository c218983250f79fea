import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { changed, open, tell } from '../support/orders.ts';
import { openFile, temporaryFolder } from '../support/sqlite.ts';

/** A bot's store, the size of its log, and another program beside it. */
function place() {
  const file = join(temporaryFolder(), 'incidents.db');
  const store = openFile(file);
  const other = new Database(file, { timeout: 0 });
  onTestFinished(() => {
    other.close();
  });
  /** How many events the database has without its log. */
  const copied = (): unknown => {
    const alone = join(temporaryFolder(), 'alone.db');
    copyFileSync(file, alone);
    const db = new Database(alone);
    onTestFinished(() => {
      db.close();
    });
    return db.prepare('SELECT count(*) FROM events').pluck().get();
  };
  return { store, other, copied, log: () => statSync(`${file}-wal`).size };
}

/** Lets no timer end by itself, as long as the test lasts. */
function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** Notes enough for a log of more than a megabyte. */
async function burst(store: Store): Promise<void> {
  const { id } = changed(await tell(store, open()));
  const text = plainText('x'.repeat(3_000));
  for (let n = 0; n < 120; n += 1)
    await tell(store, { type: 'add_note', text, when: null }, { target: id, at: minute(n) });
}

describe('The WAL file', () => {
  test('is copied into the database soon after a commit, so that no later commit has to do it', async () => {
    holdTimers();
    const { store, copied } = place();
    const { id } = changed(await tell(store, open()));
    vi.advanceTimersByTime(250);
    const before = copied();
    await tell(
      store,
      { type: 'add_note', text: plainText('kept'), when: null },
      { target: id, at: minute(1) },
    );
    expect(copied()).toBe(before);
    vi.advanceTimersByTime(250);
    expect(copied()).toBe(Number(before) + 1);
  });

  test('is copied later when another program holds it, and nothing fails meanwhile', async () => {
    holdTimers();
    const { store, other, copied } = place();
    const { id } = changed(await tell(store, open()));
    vi.advanceTimersByTime(250);
    const before = copied();
    await tell(
      store,
      { type: 'add_note', text: plainText('held'), when: null },
      { target: id, at: minute(1) },
    );
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM events').get();
    await tell(
      store,
      { type: 'add_note', text: plainText('later'), when: null },
      { target: id, at: minute(2) },
    );
    other.exec('COMMIT');
    other.exec('BEGIN IMMEDIATE');
    vi.advanceTimersByTime(250);
    other.exec('ROLLBACK');
    await tell(
      store,
      { type: 'add_note', text: plainText('free'), when: null },
      { target: id, at: minute(3) },
    );
    vi.advanceTimersByTime(250);
    expect(copied()).toBe(Number(before) + 3);
  });

  test('is short again after a burst', async () => {
    const { store, log } = place();
    await burst(store);
    expect(log()).toBeGreaterThan(1_000_000);
    await store.tidy();
    expect(log()).toBe(0);
  });

  test("stays as it is while it's short", async () => {
    const { store, log } = place();
    await tell(store, open());
    const before = log();
    expect(before).toBeGreaterThan(0);
    await store.tidy();
    expect(log()).toBe(before);
  });

  test('delays no reader, and is short when they have finished', async () => {
    const { store, other, log } = place();
    await tell(store, open());
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM events').get();
    await burst(store);
    const long = log();
    await store.tidy();
    expect(log()).toBe(long);
    other.exec('COMMIT');
    await store.tidy();
    expect(log()).toBe(0);
  });

  test('is left alone while another program writes', async () => {
    const { store, other, log } = place();
    await burst(store);
    const long = log();
    other.exec('BEGIN IMMEDIATE');
    await store.tidy();
    expect(log()).toBe(long);
    other.exec('ROLLBACK');
    await store.tidy();
    expect(log()).toBe(0);
  });
});
