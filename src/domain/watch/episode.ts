import { z } from 'zod';
import type { EpisodeEffect } from '../effects/effects.ts';
import {
  channelIdSchema,
  type EpisodeId,
  episodeIdSchema,
  type IncidentId,
  incidentIdSchema,
  incidentName,
  type Millis,
  messageTsSchema,
  millisSchema,
  type UserId,
  userIdSchema,
} from '../incident/ids.ts';
import type { PostedMessage } from '../incident/incident.ts';
import { type Refusal, refuse } from '../incident/refusal.ts';
import { severitySchema } from '../incident/severity.ts';
import { type Diagnosis, diagnosisSchema } from '../triage/diagnosis.ts';

/**
 * How a suggestion ended: a person answered it, the checks recovered, an incident was declared without it, or a later
 * suggestion replaced it. `incident` is null if an earlier version answered and didn't record which.
 */
const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), by: userIdSchema, incident: incidentIdSchema.nullable() }),
  z.object({ kind: z.literal('dismissed'), by: userIdSchema }),
  z.object({ kind: z.literal('recovered'), at: millisSchema }),
  z.object({ kind: z.literal('overtaken'), incident: incidentIdSchema }),
  z.object({ kind: z.literal('replaced'), episode: episodeIdSchema }),
]);

/**
 * A problem that monitoring saw in two checks in a row, with the one message that suggests an incident. `firstBadAt`:
 * the first of the two, `proposedAt`: the second, `cameBackAt`: when it last returned after a recovery (UTC ms).
 * `worst`: the worst severity it has had; `worseThan`: the severity of what it got worse from. `unclearBetween`: how
 * many checks between the two couldn't tell.
 */
export const episodeSchema = z.object({
  id: episodeIdSchema,
  firstBadAt: millisSchema,
  proposedAt: millisSchema,
  cameBackAt: millisSchema.nullable(),
  diagnosis: diagnosisSchema,
  worst: severitySchema.nullable(),
  worseThan: severitySchema.nullable(),
  unclearBetween: z.number().int().nonnegative().default(0),
  posted: z.object({ channel: channelIdSchema, ts: messageTsSchema }).nullable(),
  answer: answerSchema.nullable(),
});
export type Episode = z.infer<typeof episodeSchema>;

/** Whether the suggestion is still unanswered. */
export const isUnanswered = ({ answer }: Episode): boolean => answer === null;

/** A new suggestion; `worseThan` if people knew the problem before and it has got worse. */
export const proposed = (
  id: EpisodeId,
  check: { firstBadAt: Millis; at: Millis; diagnosis: Diagnosis } & Pick<
    Episode,
    'worseThan' | 'unclearBetween'
  >,
): Episode => ({
  id,
  firstBadAt: check.firstBadAt,
  proposedAt: check.at,
  cameBackAt: null,
  diagnosis: check.diagnosis,
  worst: check.diagnosis.severity,
  worseThan: check.worseThan,
  unclearBetween: check.unclearBetween,
  posted: null,
  answer: null,
});

/** What is queued after a change: its message, unless that already says what is true now. */
export const owedBy = (before: Episode | null, after: Episode): readonly EpisodeEffect[] =>
  before && before.answer === after.answer && before.cameBackAt === after.cameBackAt
    ? []
    : [{ type: 'sync_proposal' }];

/** Where its message was posted. */
export const shownIn = (episode: Episode, { channel, ts }: PostedMessage): Episode => ({
  ...episode,
  posted: { channel, ts },
});

/** Returns why no incident can be declared from a suggestion any more; null as long as none was. */
export function spent({ answer }: Episode): Refusal | null {
  if (answer?.kind !== 'opened') return null;
  const { incident } = answer;
  const which = incident === null ? 'An incident' : incidentName(incident);
  const refusal = refuse(`${which} was already declared from that suggestion. Nothing was changed.`);
  return incident === null ? refusal : { ...refusal, opened: incident };
}

/**
 * Declares an incident from the suggestion. One suggestion leads to one incident; whoever declares has the last word
 * over a dismissal and a recovery.
 */
export const opened = (episode: Episode, by: UserId, incident: IncidentId): Episode | Refusal =>
  spent(episode) ?? { ...episode, answer: { kind: 'opened', by, incident } };

/** Says that it isn't an incident; again by the same person changes nothing. */
export function dismissed(episode: Episode, by: UserId): Episode | Refusal {
  const { answer } = episode;
  switch (answer?.kind) {
    case undefined:
    case 'recovered':
      return { ...episode, answer: { kind: 'dismissed', by } };
    case 'overtaken':
      return {
        ...refuse(
          `People are already working on ${incidentName(answer.incident)}, so that suggestion has ended. Nothing was changed.`,
        ),
        opened: answer.incident,
      };
    case 'replaced':
      return refuse('A later suggestion replaced that one. Nothing was changed. Answer the later one.');
    case 'opened':
      return spent(episode) ?? episode;
    case 'dismissed':
      if (answer.by === by) return episode;
      return refuse('Someone has already dismissed that suggestion. Nothing was changed.');
  }
}
