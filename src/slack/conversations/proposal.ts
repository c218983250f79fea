import { dismissed, spent } from '../../domain/watch/episode.ts';
import { type EpisodeId, episodeIdSchema } from '../../domain/incident/ids.ts';
import { proposedTitle } from '../../domain/watch/proposed-title.ts';
import { refuse } from '../../domain/incident/refusal.ts';
import { actionIds, commandName } from '../ids.ts';
import { sentence } from '../views/replies.ts';
import { hearAction, saying } from '../listening/handlers.ts';
import type { Desk } from '../listening/listener-context.ts';
import { withPlace } from '../listening/episode-refusal.ts';
import { askToDeclare } from './open.ts';
import type { Switchboard } from '../router.ts';

/** Hears the two buttons of a proposal of the watch. */
export function registerProposal(app: Switchboard, desk: Desk): void {
  hearAction(app, desk, actionIds.openProposed, async (asker, { value }) => {
    const id = readId(value);
    const episode = id && (await desk.store.standingEpisode(id));
    if (!episode) return saying(unknownProposal);
    const taken = spent(episode);
    if (taken) return saying(await withPlace(desk, taken));
    return askToDeclare(desk, asker, {
      severity: episode.diagnosis.severity,
      title: proposedTitle(episode.diagnosis),
      proposal: episode,
    });
  });
  hearAction(app, desk, actionIds.notAnIncident, async (asker, { value }) => {
    const id = readId(value);
    if (!id) return saying(unknownProposal);
    const change = await desk.commander.changeEpisode(id, (episode) => dismissed(episode, asker.user));
    if (change.kind === 'missing') return saying(unknownProposal);
    if (change.kind === 'refused') return saying(await withPlace(desk, change.refusal));
    return { kind: 'say', message: sentence(noted) };
  });
}

const noted =
  'Noted: not an incident. The watch goes on, and asks again about anything that is new, gets worse, or comes back after a recovery.';

const readId = (value: string): EpisodeId | null => episodeIdSchema.safeParse(Number(value)).data ?? null;

const unknownProposal = refuse(
  `That proposal is not known here any more, so nothing was done. Declare an incident with ${commandName} open.`,
);
