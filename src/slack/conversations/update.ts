import { updateFieldSchema } from '../../domain/incident/events.ts';
import { nextUpdate } from '../../domain/decide/response-policy.ts';
import { notOpen, refuse } from '../../domain/incident/refusal.ts';
import { isOpen, workingStatusSchema } from '../../domain/incident/status.ts';
import type { PlainText } from '../../domain/text/text.ts';
import { actionIds, viewIds } from '../ids.ts';
import { updateModal } from '../views/forms/incident-modals.ts';
import { about, actOn, askOn, hearButton, hearModal } from '../listening/incident-commands.ts';
import type { Asker, Desk, Reply } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';

/** How long the reminder's snooze button moves it, ms. */
const snoozeMs = 15 * 60_000;

/** The update modal, with what was typed as the action. */
export const askForUpdate = (desk: Desk, asker: Asker, action?: PlainText): Promise<Reply> =>
  askOn(desk, asker, 'post_update', (incident) => {
    if (!isOpen(incident.status)) return notOpen(incident);
    const next = nextUpdate(desk.pace, incident.severity, desk.clock.now());
    return updateModal(incident, asker.channel, next, action);
  });

/** Hears the update button and modal, and the snooze of a reminder. */
export function registerUpdate(app: Switchboard, desk: Desk): void {
  hearButton(app, desk, actionIds.postUpdate, (asker) => askForUpdate(desk, asker));
  hearModal(
    app,
    desk,
    viewIds.update,
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
  );
  hearButton(app, desk, actionIds.snooze, (asker, value) =>
    actOn(desk, asker, { type: 'snooze', of: Number(value.split(':')[1]), forMs: snoozeMs }, ({ id }) =>
      about(id, 'the reminder comes again in 15 minutes.'),
    ),
  );
}
