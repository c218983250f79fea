import { type EpisodeId, episodeIdSchema } from '../../../domain/incident/ids.ts';
import { dismissed, spent } from '../../../domain/watch/episode.ts';
import { proposedTitle } from '../../../domain/watch/proposed-title.ts';
import { actionIds } from '../../ids.ts';
import { noLongerOpen, withPlace } from '../../listening/episode-refusal.ts';
import { onAction, refusalReply } from '../../listening/handlers.ts';
import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { sentence } from '../../views/replies.ts';
import { askToDeclare } from './open.ts';

/** Handles the two buttons of a suggested incident. */
export const proposalListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.openProposed]: onAction(context, async (requester, { value }) => {
      const id = readId(value);
      const episode = id && (await context.store.standingEpisode(id));
      if (!episode) return refusalReply(noLongerOpen);
      const taken = spent(episode);
      if (taken) return refusalReply(await withPlace(context, requester, taken));
      return askToDeclare(context, requester, {
        severity: episode.diagnosis.severity,
        title: proposedTitle(episode.diagnosis),
        proposal: episode,
      });
    }),
    [actionIds.notAnIncident]: onAction(context, async (requester, { value }) => {
      const id = readId(value);
      if (!id) return refusalReply(noLongerOpen);
      const change = await context.commandBus.changeEpisode(id, (episode) =>
        dismissed(episode, requester.user),
      );
      if (change.kind === 'missing') return refusalReply(noLongerOpen);
      if (change.kind === 'refused') return refusalReply(await withPlace(context, requester, change.refusal));
      return { kind: 'say', message: sentence(noted) };
    }),
  },
});

const noted =
  'Dismissed: not an incident. Monitoring continues, and suggests one again if something is new, gets worse, or comes back.';

const readId = (value: string): EpisodeId | null => episodeIdSchema.safeParse(Number(value)).data ?? null;
