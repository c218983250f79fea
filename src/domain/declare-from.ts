import { advance, type Step } from './advance.ts';
import type { Order, PersonCommand } from './commands.ts';
import { type Episode, opened } from './episode.ts';
import type { EpisodeId, IncidentId } from './ids.ts';
import type { Incident } from './incident.ts';
import type { Pace } from './pace.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { plainText } from './text.ts';

/** Looks an episode up, inside the transaction; null when it is not known, or cannot be read. */
export type FindEpisode = (id: EpisodeId) => Episode | null;

type Declaration = Order & { command: Extract<PersonCommand, { type: 'open' }> };

/**
 * Declares from a proposal: the incident with the episode's first alert, and the answer to the proposal, or neither.
 * Where a later proposal has taken its place it is that one. One that is not known any more holds nobody up. The same
 * form once more, with other words, corrects the incident that it has declared. Pure.
 */
export function declareFrom(
  proposal: EpisodeId,
  find: FindEpisode,
  id: IncidentId,
  incident: Incident | null,
  order: Declaration,
  pace: Pace,
): Step | Refusal {
  const episode = standing(proposal, find);
  const { command, by } = order;
  if (incident || !episode || by.kind !== 'person') return advance(id, incident, order, pace);
  const answered = opened(episode, by.user, id);
  if (isRefusal(answered)) return answered;
  const firstAlert = { at: episode.firstBadAt, text: plainText(episode.diagnosis.cause) };
  const step = advance(id, null, { ...order, command: { ...command, firstAlert } }, pace);
  return isRefusal(step) ? step : { ...step, answered };
}

/** The episode itself, or the one that its proposal was replaced by in the end. */
export function standing(id: EpisodeId, find: FindEpisode): Episode | null {
  const episode = find(id);
  return episode?.answer?.kind === 'replaced' ? standing(episode.answer.episode, find) : episode;
}
