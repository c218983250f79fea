import { applyCommand, type Transition } from '../../apply-command.ts';
import type { IssuedCommand, PersonCommand } from '../../incident/commands.ts';
import type { EpisodeId, IncidentId } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { failedRequests } from '../../incident/learned/observed-commands.ts';
import { isRefusal, type Refusal } from '../../incident/refusal.ts';
import { plainText } from '../../text/text.ts';
import { type Episode, opened } from '../../watch/episode.ts';
import { proposedTitle } from '../../watch/proposed-title.ts';
import { isWorse } from '../../watch/verdict.ts';
import type { ResponsePolicy } from '../response-policy.ts';

/** Looks up an episode, inside the transaction; null if it isn't known, or can't be read. */
export type FindEpisode = (id: EpisodeId) => Episode | null;

type Declaration = IssuedCommand & { command: Extract<PersonCommand, { type: 'open' }> };

/**
 * Declares from a suggestion: the incident with the episode's first alert and request_ids, and the answer to the
 * suggestion, or neither. If a later suggestion has replaced it, that one counts, and its words apply where nobody
 * wrote others. One that is no longer known blocks nobody. The same form again, with different values, corrects the
 * incident that it declared. Pure.
 */
export function declareFrom(
  proposal: EpisodeId,
  find: FindEpisode,
  id: IncidentId,
  incident: Incident | null,
  issued: Declaration,
  policy: ResponsePolicy,
): Transition | Refusal {
  const { command, by } = issued;
  if (incident) return applyCommand(id, incident, issued, policy);
  const episode = standing(proposal, find);
  if (!episode || by.kind !== 'person') return applyCommand(id, null, issued, policy);
  const answered = opened(episode, by.user, id);
  if (isRefusal(answered)) return answered;
  const { cause, severity } = episode.diagnosis;
  const proposed = {
    title: proposedTitle(episode.diagnosis),
    // Never milder than what the form showed its sender.
    severity: severity && isWorse(severity, command.severity) ? severity : command.severity,
  };
  const firstAlert = { at: episode.firstBadAt, text: plainText(cause) };
  const seenAt = episode.cameBackAt ?? episode.proposedAt;
  const requestIds = failedRequests(episode.diagnosis).map((one) => ({ ...one, seenAt }));
  const declared = { ...following(command, proposed), firstAlert, seen: requestIds };
  const transition = applyCommand(id, null, { ...issued, command: declared }, policy);
  // Nobody else learns of a private incident, so for them the suggestion stays open.
  return isRefusal(transition) || command.visibility === 'members' ? transition : { ...transition, answered };
}

/** A declaration in which fields that nobody changed have the current values. */
const following = (
  command: Declaration['command'],
  now: Pick<Declaration['command'], 'title' | 'severity'>,
): Declaration['command'] => ({
  ...command,
  ...(command.untouched?.includes('title') && { title: now.title }),
  ...(command.untouched?.includes('severity') && { severity: now.severity }),
});

/** The episode itself, or the one that finally replaced its suggestion; null also if they name each other. */
export function standing(id: EpisodeId, find: FindEpisode): Episode | null {
  const passed = new Set<EpisodeId>();
  let episode = find(id);
  while (episode?.answer?.kind === 'replaced') {
    if (passed.has(episode.id)) return null;
    passed.add(episode.id);
    episode = find(episode.answer.episode);
  }
  return episode;
}
