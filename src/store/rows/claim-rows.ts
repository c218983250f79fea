import { z } from 'zod';
import { effectSchema, episodeEffectSchema } from '../../domain/effects/effects.ts';
import { episodeIdSchema, incidentIdSchema, millisSchema } from '../../domain/incident/ids.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { Claim } from '../claims.ts';

const flag = z.number().transform((value) => value === 1);
/** The reasons for which an effect failed permanently, as they're stored: a JSON list. */
export const reasons = z.preprocess((json) => parseJson(String(json)), z.array(z.string()));
const claimRow = z.object({
  id: z.number(),
  version: z.number(),
  incident: incidentIdSchema.nullable(),
  episode: episodeIdSchema.nullable(),
  key: z.string(),
  lane: z.string(),
  effect: z.string(),
  owedAt: millisSchema,
  attempts: z.number(),
  background: flag,
  maybeSent: flag,
  triedFrom: millisSchema.nullable(),
  failedTries: z.number(),
  failingSince: z.number().nullable(),
  asides: z.number(),
  extra: flag,
  failedWith: z.string().nullable(),
  unnamed: flag,
  reported: reasons,
});
export type ClaimRow = z.infer<typeof claimRow>;

/** Outbox rows as they are claimed. */
export const claimRows = z.array(claimRow);

/** The SQL of whether a row of the outbox is a private incident's: 1 or 0. */
export const isPrivateSql = `CASE WHEN EXISTS (SELECT 1 FROM incidents
  WHERE incidents.id = outbox.incident AND private_to IS NOT NULL) THEN 1 ELSE 0 END`;

/** The claim in a row, made in a term; null if this version doesn't know its effect. */
export function readClaim(row: ClaimRow, term: number): Claim | null {
  const { effect: stored, failedTries, failingSince, incident, episode, ...rest } = row;
  const failing = failingSince === null ? null : { tries: failedTries, since: failingSince };
  const json = parseJson(stored);
  const ofIncident = effectSchema.safeParse(json);
  if (incident && ofIncident.success)
    return { ...rest, term, subject: { kind: 'incident', id: incident }, effect: ofIncident.data, failing };
  const ofEpisode = episodeEffectSchema.safeParse(json);
  if (episode && ofEpisode.success)
    return { ...rest, term, subject: { kind: 'episode', id: episode }, effect: ofEpisode.data, failing };
  return null;
}
