import type { Millis } from '../../../domain/incident/ids.ts';
import { notOpen } from '../../../domain/incident/refusal.ts';
import { type TimeName, timeNames } from '../../../domain/incident/times/times.ts';
import { viewIds } from '../../ids.ts';
import { about, onModal, openModalHere } from '../../listening/incident-commands.ts';
import type { ListenerContext, Reply, Requester } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { timesModal } from '../../views/forms/times-modal.ts';

/** Opens the form with the times that figures count from. */
export const times = (context: ListenerContext, requester: Requester): Promise<Reply> =>
  openModalHere(context, requester, 'correct_times', (incident) =>
    incident.status === 'CANCELLED' ? notOpen(incident) : timesModal(incident, requester.channel),
  );

/** Handles that form: only what somebody changed in it counts. */
export const timesListeners = (context: ListenerContext): Listeners => ({
  views: {
    [viewIds.times]: onModal(
      context,
      (fields) => {
        const to: Partial<Record<TimeName, Millis>> = {};
        for (const name of timeNames) {
          const at = fields.untouched(name) ? null : fields.time(name);
          if (at !== null) to[name] = at;
        }
        return { type: 'correct_times', to };
      },
      (id, recorded) =>
        about(
          id,
          recorded.length > 0
            ? 'times corrected. The earlier ones stay on record.'
            : 'the times are as they were. Nothing was changed.',
        ),
    ),
  },
});
