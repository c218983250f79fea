import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import type { Filling } from '../seed.ts';
import { story, storyChannel, tell } from '../story.ts';
import { withClient } from './durable-server.ts';

const minutes = 60_000;

/**
 * Fills a new database as `seed` does a file, with copies of two incidents that went through the real store, indexed and with
 * their tallies, as in a database in use. The last note of every 1,000th incident has its own word: `needle1`, `needle2`, …
 */
export async function fillDatabase(
  url: string,
  { incidents, events, open }: Filling,
  now: number,
): Promise<void> {
  const store = await openPostgres(url, 'bot');
  const began = now - 60 * minutes;
  const closed = await tell(store, story(Math.max(0, events - 9), 'closed'), began);
  const running = await tell(store, story(Math.max(0, events - 7), 'open'), began);
  await store.makeTallies(null, 2);
  await store.close();
  const last = running + incidents;
  const copies = `SELECT copy, 'C0INC' || copy - ${running} AS place, copy % 1000 = 0 AS planted,
      CASE WHEN copy > ${last - open} THEN ${running} ELSE ${closed} END AS of
    FROM generate_series(${running + 1}, ${last}) AS copy`;
  await withClient(url, async (client) => {
    await client.query('SET statement_timeout = 0; DELETE FROM outbox');
    await client.query(`CREATE TEMPORARY TABLE copies AS ${copies}`);
    await client.query(`INSERT INTO incidents (id, seq, title, severity, status, commander, channel, channel_name, opened_at,
        acknowledged_at, resolved_at, closed_at, next_update_at, searched)
      SELECT copy, seq, title, severity, status, commander, place, channel_name, opened_at, acknowledged_at,
        resolved_at, closed_at, next_update_at, searched FROM copies JOIN incidents ON id = of ORDER BY copy`);
    await client.query(`INSERT INTO channels (channel, incident) SELECT place, copy FROM copies`);
    await client.query(`INSERT INTO events (incident, seq, at, type, by, body)
      SELECT copy, seq, at, type, by, CASE WHEN planted AND seq = (SELECT max(seq) FROM events AS last
            WHERE last.incident = of AND type = 'note_added')
          THEN jsonb_set(body::jsonb, '{text}', to_jsonb('needle' || copy / 1000))::text
          ELSE replace(body, '${storyChannel}', place) END
        FROM copies JOIN events ON incident = of ORDER BY copy, seq`);
    await client.query(`INSERT INTO search (incident, part, words)
      SELECT copy, part, CASE WHEN planted THEN words || array_to_tsvector(ARRAY['needle' || copy / 1000]) ELSE words END
        FROM copies JOIN search ON incident = of ORDER BY copy`);
    await client.query(`UPDATE tallies SET until = made.until, tally = made.tally
      FROM copies JOIN tallies AS made ON made.incident = of WHERE tallies.incident = copy`);
    await client.query(`UPDATE numbering SET highest = ${last}`);
    await client.query('VACUUM ANALYZE');
  });
}
