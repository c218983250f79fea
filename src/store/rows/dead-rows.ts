import { z } from 'zod';
import { episodeIdSchema, incidentIdSchema, millisSchema, userIdSchema } from '../../domain/incident/ids.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { DeadEffect } from '../claims.ts';

const deadRows = z.array(
  z.object({
    id: z.number(),
    incident: incidentIdSchema.nullable(),
    episode: episodeIdSchema.nullable(),
    key: z.string(),
    effect: z.string(),
    why: z.string(),
    todo: z.string(),
    deadAt: millisSchema,
  }),
);

/** What people are told about an effect, as far as this version can read it. */
const effectSchema = z.object({
  type: z.string().catch('unknown effect'),
  user: userIdSchema.nullable().catch(null),
});
const unknown = { type: 'unknown effect', user: null };

/** Rows of the outbox that failed permanently, or that no version so far could read. */
export const readDead = (rows: unknown): DeadEffect[] =>
  deadRows.parse(rows).flatMap(({ incident, episode, effect: json, ...row }): DeadEffect[] => {
    const { type: effect, user } = effectSchema.catch(unknown).parse(parseJson(json));
    if (incident) return [{ ...row, effect, user, subject: { kind: 'incident', id: incident } }];
    return episode ? [{ ...row, effect, user, subject: { kind: 'episode', id: episode } }] : [];
  });

const pendingRows = z.array(z.object({ key: z.string(), dueAt: millisSchema }));

/** Rows of the outbox that are neither settled nor dead. */
export const readPending = (rows: unknown): z.infer<typeof pendingRows> => pendingRows.parse(rows);
