import { z } from 'zod';
import {
  episodeIdSchema,
  type IncidentId,
  incidentIdSchema,
  type Millis,
  millisSchema,
  userIdSchema,
} from '../../../domain/incident/ids.ts';
import type { DeadEffect } from '../../claims.ts';
import type { Statements } from '../statements.ts';

const pendingRows = z.array(z.object({ key: z.string(), dueAt: millisSchema }));
const deadRows = z.array(
  z.object({
    id: z.number(),
    incident: incidentIdSchema.nullable(),
    episode: episodeIdSchema.nullable(),
    key: z.string(),
    effect: z.string(),
    user: userIdSchema.nullable().catch(null),
    why: z.string(),
    todo: z.string(),
    deadAt: millisSchema,
  }),
);

/** See `Store.pending`. */
export function pendingEffects(sql: Statements, id?: IncidentId): { key: string; dueAt: Millis }[] {
  const rows = sql(
    'SELECT key, due_at AS dueAt FROM outbox WHERE dead_at IS NULL AND (:id IS NULL OR incident = :id) ORDER BY id',
  ).all({ id: id ?? null });
  return pendingRows.parse(rows);
}

/** See `Store.dead`. */
export function deadEffects(sql: Statements, id?: IncidentId): DeadEffect[] {
  const rows = sql(
    `SELECT id, incident, episode, key, coalesce(iif(json_valid(effect), json_extract(effect, '$.type'), NULL), 'unknown effect') AS effect,
         iif(json_valid(effect), json_extract(effect, '$.user'), NULL) AS user,
         last_error AS why, todo, coalesce(dead_at, due_at) AS deadAt
       FROM outbox WHERE (dead_at IS NOT NULL OR unread = 1) AND (:id IS NULL OR incident = :id) ORDER BY id`,
  ).all({ id: id ?? null });
  return deadRows.parse(rows).flatMap(({ incident, episode, ...row }): DeadEffect[] => {
    if (incident) return [{ ...row, subject: { kind: 'incident', id: incident } }];
    return episode ? [{ ...row, subject: { kind: 'episode', id: episode } }] : [];
  });
}
