import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ChannelId, type IncidentId, millisSchema } from '../../../src/domain/incident/ids.ts';
import { copiesIn, migrations, refusal, version, written } from '../support/old-database.ts';
import { claim, claimOne, term } from '../support/orders.ts';
import { openFile, withSql } from '../support/sqlite.ts';

const earlier = migrations.slice(1).map((_name, index) => index + 1);

describe.each(earlier)('a database of schema %i', (old) => {
  test('is migrated with everything in it, after a copy is taken', async () => {
    const { folder, file } = written(old);
    const store = openFile(file);
    expect(version(file)).toBe(migrations.length);
    expect(await store.incident(1 as IncidentId)).toMatchObject({
      incident: { title: 'Chats hang', commander: 'U0BOB', status: 'INVESTIGATING' },
    });
    expect(await store.incidentOf('C0OLD' as ChannelId)).toBe(1);
    expect(await store.pending()).toEqual([{ key: 'wake:1', dueAt: 1_801_000 }]);
    const [copy, ...more] = copiesIn(folder);
    expect(more).toEqual([]);
    expect(copy).toMatch(
      new RegExp(`^incidents\\.db\\.before-${String(old + 1).padStart(4, '0')}-\\d{8}T\\d{9}Z$`),
    );
    expect(version(join(folder, copy ?? ''))).toBe(old);
  });

  test("is refused in the terminal, which doesn't migrate", () => {
    const { file } = written(old);
    expect(refusal(() => openFile(file, { exclusive: false }))).toMatch(
      /^The database has schema \d+, but this version needs \d+\. Start this version of the bot once/,
    );
    expect(version(file)).toBe(old);
  });
});

test('effects queued in the old lanes are still done, in order, and attempted ones may have been sent', async () => {
  const { file } = written(3);
  withSql(file, (db) =>
    db.exec(`INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at, attempts) VALUES
      (1, 'post_change:1:2', 'slack:1', '{"type":"post_change","of":2}', 8000000, 9000000, 1),
      (1, 'post_change:1:3', 'slack:1', '{"type":"post_change","of":3}', 8000000, 9000000, 0),
      (1, 'invite:1:U0BOB', 'slack:1', '{"type":"invite","user":"U0BOB"}', 8000000, 9000000, 0)`),
  );
  const store = openFile(file);
  const now = millisSchema.parse(10_000_000);
  const claims = (await claim(store, now)).filter(({ effect }) => effect.type !== 'wake');
  expect(claims).toMatchObject([
    { effect: { of: 2 }, lane: 'post_change:1', maybeSent: true, triedFrom: 800_000 },
    { lane: 'invite:1:U0BOB', maybeSent: false },
  ]);
  for (const one of claims) await store.settle({ claim: one, as: { kind: 'done' } });
  expect(await claimOne(store, now)).toMatchObject({ effect: { of: 3 }, maybeSent: false });
});

test('what was queued before effects waited for each other waits as if it were queued now', async () => {
  const { file } = written(3);
  withSql(file, (db) =>
    db.exec(`INSERT INTO incidents (id, seq, title, severity, status, opened_at) VALUES (2, 3, 'Two', 'P1', 'INVESTIGATING', 1000);
      INSERT INTO events VALUES (2, 1, 1000, 'opened', '{}', 'not JSON'),
        (2, 2, 1000, 'channel_ready', '{"kind":"bot"}', '{"type":"channel_ready","channel":"C2"}'),
        (2, 3, 1000, 'headline_posted', '{"kind":"bot"}', '{"type":"headline_posted","channel":"C2","ts":"1.1"}');
      INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at) VALUES
      (1, 'announce:1', 'slack:1', '{"type":"announce"}', 1000, 1000),
      (1, 'ensure_channel:1', 'slack:1', '{"type":"ensure_channel"}', 1000, 1000),
      (1, 'invite:1:U0BOB', 'slack:1', '{"type":"invite","user":"U0BOB"}', 1000, 1000),
      (1, 'sync_headline:1', 'slack:1', '{"type":"sync_headline"}', 1000, 1000),
      (1, 'post_change:1:2', 'slack:1', '{"type":"post_change","of":2}', 1000, 1000),
      (2, 'sync_headline:2', 'slack:2', '{"type":"sync_headline"}', 1000, 1000),
      (2, 'post_change:2:2', 'slack:2', '{"type":"post_change","of":2}', 1000, 1000)`),
  );
  const store = openFile(file);
  const now = millisSchema.parse(2000);
  const rounds: string[][] = [];
  for (let claims = await claim(store, now); claims.length > 0; claims = await claim(store, now)) {
    rounds.push(claims.map(({ key }) => key));
    for (const one of claims) await store.settle({ claim: one, as: { kind: 'done' } });
  }
  expect(rounds).toEqual([
    ['announce:1', 'ensure_channel:1', 'sync_headline:2', 'post_change:2:2'],
    ['invite:1:U0BOB', 'sync_headline:1'],
    ['post_change:1:2'],
  ]);
});

test('what failed permanently before automatic retries is retried now', async () => {
  const { file } = written(3);
  withSql(file, (db) =>
    db.exec(`INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at, dead_at, last_error, todo) VALUES
      (1, 'announce:1', 'slack:1', '{"type":"announce"}', 1000, 1000, 1000, 'refused', 'mend it')`),
  );
  const store = openFile(file);
  const now = millisSchema.parse(2000);
  await store.reclaimLeases(now, term);
  const held = await claimOne(store, now);
  expect(held).toMatchObject({ key: 'announce:1', reported: ['refused'] });
  const as = { kind: 'dead', at: now, why: 'refused', todo: 'mend it', againAt: now + 60_000 } as const;
  await store.settle({ claim: held, as });
  expect(await claimOne(store, millisSchema.parse(now + 60_000))).toMatchObject({ asides: 1 });
});

test("what Slack asked to wait for isn't retried any sooner because of the upgrade", async () => {
  const { file } = written(8);
  withSql(file, (db) =>
    db.exec(`INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at, dead_at, last_error, todo, again_at) VALUES
      (1, 'announce:1', 'announce:1', '{"type":"announce"}', 1000, 1000, 1000, 'Slack asked to wait', 'wait', 9000)`),
  );
  const store = openFile(file);
  await store.reclaimLeases(millisSchema.parse(2000), term);
  expect(await claim(store, millisSchema.parse(8999))).toEqual([]);
  expect(await claimOne(store, millisSchema.parse(9000))).toMatchObject({ key: 'announce:1' });
});

test("a permanent failure that was reported before reasons were kept isn't reported again", async () => {
  const { file } = written(7);
  withSql(file, (db) =>
    db.exec(`INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at, dead_at, last_error, todo, again_at) VALUES
      (1, 'announce:1', 'announce:1', '{"type":"announce"}', 1000, 1000, 1000, 'refused', 'mend it', 1000)`),
  );
  expect(await claimOne(openFile(file), millisSchema.parse(2000))).toMatchObject({ reported: ['refused'] });
});

test('what was queued before effects named their event is about the latest one, under its old key', async () => {
  const { file } = written(10);
  const event = (seq: number, type: string) =>
    `INSERT INTO events VALUES (1, ${seq}, 1000, '${type}', '{"kind":"bot"}', '{"type":"${type}"}');`;
  withSql(file, (db) =>
    db.exec(`${[
      'response_overdue',
      'closed',
      'review_corrected',
      'closed',
      'review_corrected',
      'review_corrected',
    ]
      .map((type, i) => event(i + 2, type))
      .join('')}
      DELETE FROM outbox;
      INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at) VALUES
      (1, 'call_out:1', 'call_out:1', '{"type":"call_out"}', 1000, 1000),
      (1, 'publish_postmortem:1:3', 'x', '{"type":"publish_postmortem","of":3}', 1000, 1000),
      (1, 'publish_postmortem:1:5', 'y', '{"type":"publish_postmortem","of":5}', 1000, 1000)`),
  );
  const claims = await claim(openFile(file), millisSchema.parse(2000));
  expect(claims.map(({ key, effect }) => [key, effect])).toEqual([
    ['call_out:1', { type: 'call_out', of: 2 }],
    ['publish_postmortem:1:3', { type: 'publish_postmortem', of: 4 }],
    ['publish_postmortem:1:5', { type: 'publish_postmortem', of: 7 }],
  ]);
});

test("people's work is found without reading through background work", () => {
  const { file } = written(migrations.length);
  const names = withSql(file, (db) =>
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'outbox%'").pluck().all(),
  );
  expect(names.toSorted()).toEqual([
    'outbox_again',
    'outbox_behind',
    'outbox_by_lane',
    'outbox_by_room',
    'outbox_dead',
    'outbox_dead_key',
    'outbox_extra',
    'outbox_failed_with',
    'outbox_pending_key',
  ]);
});
