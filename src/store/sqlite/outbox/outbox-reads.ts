import type { IncidentId, Millis } from '../../../domain/incident/ids.ts';
import type { DeadEffect } from '../../claims.ts';
import { readDead, readPending } from '../../rows/dead-rows.ts';
import type { Statements } from '../statements.ts';

/** See `Store.pending`. */
export const pendingEffects = (sql: Statements, id?: IncidentId): { key: string; dueAt: Millis }[] =>
  readPending(
    sql(
      'SELECT key, due_at AS dueAt FROM outbox WHERE dead_at IS NULL AND (:id IS NULL OR incident = :id) ORDER BY id',
    ).all({ id: id ?? null }),
  );

/** See `Store.dead`. */
export const deadEffects = (sql: Statements, id?: IncidentId): DeadEffect[] =>
  readDead(
    sql(
      `SELECT id, incident, episode, key, effect, last_error AS why, todo, coalesce(dead_at, due_at) AS deadAt
         FROM outbox WHERE (dead_at IS NOT NULL OR unread = 1) AND (:id IS NULL OR incident = :id) ORDER BY id`,
    ).all({ id: id ?? null }),
  );
