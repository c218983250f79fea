import { nextUpdate } from '../../domain/decide/response-policy.ts';
import { updateFieldSchema } from '../../domain/incident/events/events.ts';
import { notOpen, refuse } from '../../domain/incident/refusal.ts';
import { isOpen, workingStatusSchema } from '../../domain/incident/status.ts';
import type { PlainText } from '../../domain/text/text.ts';
import { actionIds, viewIds } from '../ids.ts';
import { about, executeHere, onButton, onModal, openModalHere } from '../listening/incident-commands.ts';
import type { ListenerContext, Reply, Requester } from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import { updateModal } from '../views/forms/incident-modals.ts';

/** How long the reminder's snooze button moves it, ms. */
const snoozeMs = 15 * 60_000;

/** Opens the update modal with the typed text as the action. */
export const askForUpdate = (
  context: ListenerContext,
  requester: Requester,
  action?: PlainText,
): Promise<Reply> =>
  openModalHere(context, requester, 'post_update', (incident) => {
    if (!isOpen(incident.status)) return notOpen(incident);
    const next = nextUpdate(context.policy, incident.severity, context.clock.now());
    return updateModal(incident, requester.channel, next, action);
  });

/** Handles the update button and modal, and the reminder's snooze button. */
export const updateListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.postUpdate]: onButton(context, (requester) => askForUpdate(context, requester)),
    [actionIds.snooze]: onButton(context, (requester, value) =>
      executeHere(
        context,
        requester,
        { type: 'snooze', of: Number(value.split(':')[1]), forMs: snoozeMs },
        ({ id }) => about(id, 'reminder snoozed for 15 minutes.'),
      ),
    ),
  },
  views: {
    [viewIds.update]: onModal(
      context,
      (fields) => {
        const status = workingStatusSchema.safeParse(fields.choice('status'));
        if (!status.success) return refuse('Choose a status.', 'status');
        return {
          type: 'post_update',
          status: status.data,
          impact: fields.text('impact'),
          cause: fields.text('cause'),
          action: fields.text('action'),
          nextUpdateAt: fields.untouched('next_update') ? null : fields.time('next_update'),
          untouched: updateFieldSchema.options.filter((field) => fields.untouched(field)),
        };
      },
      () => null,
    ),
  },
});
