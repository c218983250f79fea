import type { EpisodeEffect } from '../../../domain/effects/effects.ts';
import type { Owed } from '../../../domain/effects/owed.ts';
import type { EpisodeId, IncidentId, Millis } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { type Dropped, type OwedRow, rowsFor, rowsForEpisode } from '../../rows/owed-rows.ts';
import { asRows, type WritingSql } from '../database/sql.ts';
import { seeSql } from './outbox-clock.ts';

/**
 * Queues, re-arms, or drops effects, at the end. A pending row with the same key is re-armed, but one that waits after a failed
 * attempt keeps waiting, because Slack's Retry-After applies to the new version too. A dead row is revived, and
 * what it may have sent stays known. Work that people wait for takes along what is ahead of it in its lane.
 */
export function owe(
  sql: WritingSql,
  id: IncidentId,
  incident: Incident | null,
  owed: readonly Owed[],
  at: Millis,
): void {
  queue(sql, rowsFor(id, incident, owed, at), at);
}

/** The same for an episode's effects, as soon as possible. */
export function oweFor(
  sql: WritingSql,
  episode: EpisodeId,
  owed: readonly EpisodeEffect[],
  at: Millis,
): void {
  queue(sql, rowsForEpisode(episode, owed, at), at);
}

function queue(sql: WritingSql, rows: readonly (OwedRow | Dropped)[], at: Millis): void {
  for (const { dropped, owed } of batched(rows)) {
    if (dropped.length > 0) sql.atEnd(dropSql, { keys: dropped });
    if (owed.length > 0) sql.atEnd(armSql, { rows: asRows(owed.map((row, n) => ({ n, ...row }))) });
  }
  sql.atEnd(seeSql('@at'), { at });
}

type Batch = { readonly dropped: string[]; readonly owed: OwedRow[] };

/**
 * What can be done at once, in its order: a statement changes each row once, and sees nothing of its own changes. So
 * each batch drops first, owes a key once, and owes no background work ahead of people's in one lane.
 */
function batched(rows: readonly (OwedRow | Dropped)[]): Batch[] {
  const batches: Batch[] = [];
  for (const row of rows) {
    const last = batches.at(-1);
    const batch = last && fits(row, last) ? last : { dropped: [], owed: [] };
    if (batch !== last) batches.push(batch);
    if ('drop' in row) batch.dropped.push(row.drop);
    else batch.owed.push(row);
  }
  return batches;
}

const fits = (row: OwedRow | Dropped, { owed }: Batch): boolean =>
  'drop' in row
    ? owed.every(({ key }) => key !== row.drop)
    : owed.every(
        ({ key, lane, background }) => key !== row.key && (lane !== row.lane || background <= row.background),
      );

/** In two parts, each of which has an index; by the ID, so that a row which is put aside meanwhile is found as well. */
const dropSql = `DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox WHERE key = ANY(@keys) AND dead_at IS NULL
    UNION ALL SELECT id FROM outbox WHERE key = ANY(@keys) AND dead_at IS NOT NULL)`;

/** What was never attempted has only waited for background capacity. */
const onlyWaited = 'outbox.leased = 0 AND outbox.attempts = 0';

/** How a row is wanted again; `wanted`: the new row. */
const rearmed = (wanted: string): string => {
  const hurried = `outbox.background = 1 AND ${wanted}.background = 0 AND ${onlyWaited}`;
  const unfailed = `outbox.dead_at IS NOT NULL OR outbox.last_error IS NULL OR ${hurried}`;
  const kept = (column: string, none: string) =>
    `${column} = CASE WHEN outbox.dead_at IS NULL THEN outbox.${column} ELSE ${none} END`;
  return `effect = ${wanted}.effect, version = outbox.version + 1,
    due_at = CASE WHEN outbox.leased = 1 OR ${unfailed} THEN ${wanted}.due_at
      ELSE greatest(outbox.due_at, ${wanted}.due_at) END,
    promised_at = ${wanted}.promised_at, behind = coalesce(${wanted}.behind, outbox.behind),
    background = least(outbox.background, ${wanted}.background),
    maybe_sent = greatest(outbox.maybe_sent, outbox.leased), leased = 0,
    last_error = CASE WHEN outbox.unread = 1 OR ${unfailed} THEN NULL ELSE outbox.last_error END,
    ${kept('failed_with', 'NULL')}, ${kept('failed_tries', '0')}, ${kept('failing_since', 'NULL')},
    unread = 0, todo = NULL, dead_at = NULL, asked = 0, asides = 0, again_at = NULL, extra_at = NULL`;
};

/** One statement for all rows (see `batched`). Whoever waits for a row waits for its lane. */
const armSql = `WITH
  wanted AS (SELECT n, incident, episode, key, lane, effect, at AS owed_at, due AS due_at, promised AS promised_at,
      behind, background
    FROM json_to_recordset(@rows::json) AS row (n int, incident bigint, episode bigint, key text, lane text, effect text,
      at bigint, due bigint, promised bigint, behind text, background smallint)),
  own AS (
    SELECT outbox.id, wanted.* FROM wanted JOIN outbox ON outbox.key = wanted.key AND dead_at IS NULL
    UNION ALL
    SELECT outbox.id, wanted.* FROM wanted JOIN outbox ON outbox.key = wanted.key AND dead_at IS NOT NULL),
  hurried AS (
    UPDATE outbox SET background = 0,
        due_at = CASE WHEN ${onlyWaited} THEN least(outbox.due_at, people.due_at) ELSE outbox.due_at END,
        last_error = CASE WHEN ${onlyWaited} THEN NULL ELSE outbox.last_error END
      FROM (SELECT lane, min(due_at) AS due_at FROM wanted WHERE background = 0 GROUP BY lane) AS people
      WHERE outbox.lane = people.lane AND dead_at IS NULL AND unread = 0 AND background = 1
        AND key NOT IN (SELECT key FROM wanted)),
  again AS (
    UPDATE outbox SET ${rearmed('own')} FROM own WHERE outbox.id = own.id RETURNING outbox.key)
  INSERT INTO outbox (incident, episode, key, lane, effect, owed_at, due_at, promised_at, behind, background)
    SELECT incident, episode, key, lane, effect, owed_at, due_at, promised_at, behind, background FROM wanted
      WHERE key NOT IN (SELECT key FROM again) ORDER BY n
  ON CONFLICT (key) WHERE dead_at IS NULL DO UPDATE SET ${rearmed('excluded')}`;
