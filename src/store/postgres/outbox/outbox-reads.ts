import type { IncidentId, Millis } from '../../../domain/incident/ids.ts';
import type { DeadEffect } from '../../claims.ts';
import { readDead, readPending } from '../../rows/dead-rows.ts';
import type { Sql } from '../database/sql.ts';

/** See `Store.pending`. */
export async function pendingEffects(sql: Sql, id?: IncidentId): Promise<{ key: string; dueAt: Millis }[]> {
  const { rows } = await sql(
    `SELECT key, due_at AS "dueAt" FROM outbox
       WHERE dead_at IS NULL AND (@id::bigint IS NULL OR incident = @id) ORDER BY id`,
    { id: id ?? null },
  );
  return readPending(rows);
}

/** See `Store.dead`. */
export async function deadEffects(sql: Sql, id?: IncidentId): Promise<DeadEffect[]> {
  const { rows } = await sql(
    `SELECT id, incident, episode, key, effect, last_error AS why, todo, coalesce(dead_at, due_at) AS "deadAt"
       FROM outbox WHERE (dead_at IS NOT NULL OR unread = 1) AND (@id::bigint IS NULL OR incident = @id) ORDER BY id`,
    { id: id ?? null },
  );
  return readDead(rows);
}
