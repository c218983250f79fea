import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { Background } from '../src/app/background.ts';
import { createLog } from '../src/app/log.ts';
import { channelIdSchema, incidentIdSchema } from '../src/domain/incident/ids.ts';
import { StaleCache } from '../src/resilience/stale.ts';
import { Membership } from '../src/slack/access/membership.ts';
import { RateLimiter } from '../src/slack/api/rate-limiter.ts';
import { SlackReach } from '../src/slack/api/slack-reach.ts';
import { Turns } from '../src/slack/api/turns.ts';
import { opened } from './domain/support/events.ts';
import { alice, byAlice, minute } from './domain/support/fixtures.ts';
import { openFile, temporaryFolder, withSql } from './store/support/sqlite.ts';

/** Every collection that lives as long as the process, with what keeps it from growing. */
const kept: Readonly<Record<string, string>> = {
  'app/background.ts #refreshing': 'only the views that are being refreshed',
  'app/background.ts #running': 'only what runs: each deletes itself at its end',
  'app/command-bus.ts #watchers': 'only who waits, for some seconds each',
  'app/triage-runner.ts #begun': 'the runs of the last ten seconds, 60 at most',
  'app/watcher.ts #failures': 'one for each place that fails, until a check runs',
  'app/worker/worker.ts #running': 'the effects that run, 24 at most',
  'domain/evolve/evolve-entries.ts noEntries': 'never added to: a version of it is',
  'domain/explain/catalogue.ts byKey': 'never added to',
  'domain/explain/catalogue/load.ts contacts': 'an example that answers show, which never runs',
  'domain/explain/status-names.ts byName': 'never added to',
  'domain/explain/writes.ts unsure': 'never added to',
  'domain/figures/outage-minutes.ts #months': 'the months of one answer, which ends with it',
  'domain/figures/weeks.ts #weeks': 'the weeks of one answer, which ends with it',
  'domain/incident/append-only-map.ts #shared': 'what one incident is, as long as that is kept',
  'domain/incident/ending/documents.ts unpublished': 'never added to: a version of it is',
  'domain/records/canvas/canvas-text.ts read': 'weak: the sections of one sync, which end with it',
  'domain/records/canvas/own-blocks.ts read': 'weak: the blocks of one sync, which end with it',
  'domain/text/format-time.ts formats': 'a format for each time zone that is asked for, of some 400',
  'resilience/read-failure.ts neverSent': 'never added to',
  'resilience/stale.ts #entries': 'the `max` that its owner sets',
  'resilience/stale.ts #loading': 'only what is being loaded',
  'resilience/stale.ts #rests': 'the `max` that its owner sets',
  'slack/access/membership.ts #asking': 'only whom Slack is being asked about',
  'slack/access/membership.ts #known': '10,000 people, the latest',
  'slack/access/membership.ts #waitedFor': '10,000 people, the latest',
  'slack/access/membership.ts #zones': '10,000 people, the latest',
  'slack/access/responders.ts #known': 'the groups of one setting',
  'slack/api/rate-limited-client.ts calls': 'weak: as long as the error lives',
  'slack/api/rate-limiter.ts #calls': 'the limited methods, each with the calls of one minute',
  'slack/api/rate-limiter.ts #holds': 'those that Slack asked to wait with, until then',
  'slack/api/rate-limiter.ts #posts': 'the channels that were posted to in the last seconds',
  'slack/api/reply-client.ts #pending': 'one for each method',
  'slack/api/reply-client.ts #queues': 'only the methods and people with replies that are under way or wait',
  'slack/api/slack-reach.ts #lastOf': '1,000 kinds of calls, the latest',
  'slack/api/turns.ts #taken': 'only the kinds of calls that are under way',
  'slack/api/turns.ts #waiting': 'only the kinds of calls that wait',
  'slack/transport/durable-app.ts #processing': 'only the payloads under way',
  'slack/transport/slack-socket.ts #unanswered': 'the pings of one connection, until their answers',
  'slack/transport/socket-connection.ts #sockets': 'the connections that are open, two as a rule',
  'slack/transport/socket-connection.ts #standing': 'the same',
  'store/postgres/database/asked-together.ts #asked': 'the IDs of one turn of the event loop',
  'store/postgres/database/forgotten-connections.ts #givenBack': 'the connections of the pool, weakly',
  'store/postgres/database/forgotten-connections.ts #sessions': 'the connections of the pool, weakly',
  'store/postgres/database/forgotten-connections.ts #watched': 'one for each connection in use',
  'store/postgres/database/gathering-writes.ts gathering':
    'the connections that are written to in this turn, weakly',
  'store/postgres/database/newest-timeline.ts #places': 'the open connections, weakly',
  'store/postgres/database/sending.ts preparedOn':
    "the open connections, weakly, each with the program's own texts",
  'store/postgres/database/sending.ts unanswered': 'the open connections, weakly',
  'store/postgres/database/sending.ts waitingOn': 'what is sent when this turn ends',
  'store/postgres/database/sql.ts prepared': "the SQL texts of the program's own",
  'store/postgres/event-log.ts #folded': '200 incidents, the latest',
  'store/postgres/loaded.ts #lacking': 'what one decision lacks, which ends with it',
  'store/postgres/loaded.ts #values': 'what one decision looks up, which ends with it',
  'store/postgres/outbox/settling-together.ts #waiting': 'the effects that wait for a commit: 24 at most',
  'store/postgres/search/search-index.ts #unread': 'the incidents of another version, which are few',
  'store/sqlite/database/busy-queue.ts #waiting': 'only who waits for the database',
  'store/sqlite/event-log.ts #folded': '200 incidents, the latest',
  'store/sqlite/incident-rows.ts #owners': '1,000 channels, the latest',
  'store/sqlite/search/search-index.ts #unread': 'the incidents of another version, which are few',
  'store/sqlite/statements.ts compiled': "the SQL texts of the program's own",
};

const declared =
  /^(?: {2}(?:readonly )?(#\w+)|(?:export )?(?:const|let) (\w+)| {2}const (compiled))[^\n]*?(?:[ :](?:Map|Set|WeakMap|LRUCache)<|new (?:Map|Set|WeakMap|LRUCache|\w*Cache)\b|: (?:readonly )?\w+\[\] = \[\])/gmu;

/** The fields and the module's own names in a source that hold collections which can be added to. */
const collectionsIn = (source: string): string[] =>
  [...source.matchAll(declared)]
    .filter(([text]) => !/Readonly(?:Map|Set)|=>|\(.*\): /u.test(text))
    .map(([, field, name, local]) => field ?? name ?? local ?? '');

test('every collection that lives as long as the process is listed with what keeps it from growing', () => {
  const src = new URL('../src', import.meta.url).pathname;
  const found = globSync('**/*.ts', { cwd: src }).flatMap((file) =>
    collectionsIn(readFileSync(join(src, file), 'utf8')).map((name) => `${file} ${name}`),
  );
  expect(found.toSorted()).toEqual(Object.keys(kept).toSorted());
});

/** The size of the largest collection that was added to in the course of `fill`, after its end. */
async function largestAfter(fill: () => unknown): Promise<number> {
  const touched = new WeakSet<object>();
  const all: { readonly size: number }[] = [];
  const { set } = Map.prototype;
  const { add } = Set.prototype;
  const see = (one: { readonly size: number }): void => {
    if (touched.has(one)) return;
    touched.add(one);
    all.push(one);
  };
  Map.prototype.set = function (key, value) {
    see(this);
    return set.call(this, key, value);
  };
  Set.prototype.add = function (value) {
    see(this);
    return add.call(this, value);
  };
  try {
    await fill();
  } finally {
    Map.prototype.set = set;
    Set.prototype.add = add;
  }
  return Math.max(0, ...all.map(({ size }) => size));
}

const times = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** An open incident for each number, in a channel of its own. */
function manyIncidents(count: number): string {
  const file = join(temporaryFolder(), 'incidents.db');
  void openFile(file).close();
  withSql(file, (db) => {
    const row = db.prepare(
      "INSERT INTO incidents (id, seq, title, severity, status, opened_at, channel) VALUES (?, 1, 'One', 'P1', 'INVESTIGATING', ?, ?)",
    );
    const event = db.prepare("INSERT INTO events VALUES (?, 1, ?, 'opened', ?, ?)");
    db.transaction(() => {
      for (const id of times(count).map((n) => n + 1)) {
        row.run(id, minute(0), `C${id}`);
        event.run(id, minute(0), JSON.stringify(byAlice), JSON.stringify(opened()));
      }
    })();
  });
  return file;
}

describe('What is kept in memory stays bounded', () => {
  test('is the size of a collection that is measured', async () => {
    expect(await largestAfter(() => new Map(times(3).map((n) => [n, n])).set(9, 9))).toBe(4);
  });

  test('after 12,000 people whose accounts were heard of', async () => {
    const home = {
      workspaceUrl: 'https://acme.slack.com/',
      teamId: 'T1',
      enterpriseId: null,
      userId: alice,
      botId: 'B1',
      scopes: [],
    };
    const membership = new Membership({
      client: new WebClient('xoxb-none'),
      home: () => home,
      now: () => 0,
      log: createLog('silent'),
    });
    const hear = (n: number) => membership.readProfileEvent({ user: { id: `U${n}`, team_id: 'T1' } });
    expect(await largestAfter(() => times(12_000).map(hear))).toBe(10_000);
  });

  test('after 2,500 incidents that were read, by their numbers and by their channels', async () => {
    const store = openFile(manyIncidents(2_500));
    const largest = await largestAfter(async () => {
      for (const n of times(2_500)) {
        const id = incidentIdSchema.parse(n + 1);
        expect((await store.incident(id)).kind).toBe('found');
        expect(await store.incidentOf(channelIdSchema.parse(`C${n + 1}`))).toBe(id);
      }
    });
    expect(largest).toBe(1_000);
  });

  test('after messages to 5,000 channels, each of which Slack asked to wait with', async () => {
    let now = 0;
    const limiter = new RateLimiter(() => now);
    const reach = new SlackReach(async () => {});
    const largest = await largestAfter(() => {
      for (const n of times(5_000)) {
        now += 300;
        limiter.take('chat.postMessage', `C${n}`);
        limiter.hold('chat.postMessage', `D${n}`, 3_000);
        reach.took(`chat.postMessage C${n}`);
      }
    });
    expect(largest).toBe(1_000);
    expect(limiter.size).toBeLessThan(25);
  });

  test('after 5,000 calls at once, each of a kind of its own, and as much work in the background', async () => {
    const turns = new Turns();
    const background = new Background(createLog('silent'));
    const largest = await largestAfter(async () => {
      await Promise.all(times(5_000).map((n) => turns.take(`call ${n}`, async () => {})));
      for (const n of times(5_000)) background.run(`work ${n}`, async () => {});
      for (const n of times(5_000)) background.refresh(`view ${n}`, `work ${n}`, async () => {});
      await background.settled();
    });
    expect(largest).toBe(0);
  });

  test('after 5,000 keys of a cache that keeps 100', async () => {
    const cache = new StaleCache<number, string>({ max: 100, freshMs: 1_000, maxStaleMs: 2_000 });
    const largest = await largestAfter(async () => {
      for (const n of times(5_000)) await cache.get(n, async () => 'value');
    });
    expect(largest).toBeLessThanOrEqual(100);
  });
});
