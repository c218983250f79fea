import { cancelReasonSchema } from '../../../domain/incident/ending/cancellation.ts';
import { cannotCancel, refuse } from '../../../domain/incident/refusal.ts';
import { isFinal } from '../../../domain/incident/status.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import { viewIds } from '../../ids.ts';
import { about, onModal, openModalHere } from '../../listening/incident-commands.ts';
import type { ListenerContext, Reply, Requester } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { cancelModal } from '../../views/forms/cancel-modal.ts';

/** Opens the cancel modal with the typed text as why; the reason is chosen there. */
export const askToCancel = (
  context: ListenerContext,
  requester: Requester,
  typed: PlainText,
): Promise<Reply> =>
  openModalHere(context, requester, 'cancel', (incident) =>
    isFinal(incident.status) ? cannotCancel(incident) : cancelModal(incident, requester.channel, typed),
  );

/** Handles the cancel modal. */
export const cancelListeners = (context: ListenerContext): Listeners => ({
  views: {
    [viewIds.cancel]: onModal(
      context,
      (fields) => {
        const reason = cancelReasonSchema.safeParse(fields.choice('reason'));
        return reason.success
          ? { type: 'cancel', reason: reason.data, why: fields.text('why') }
          : refuse("Choose a reason: why isn't it an incident?", 'reason');
      },
      (id) => about(id, 'cancelled. To undo that, click Reopen.'),
    ),
  },
});
