import { notOpen, refuse } from '../../domain/incident/refusal.ts';
import { type Severity, severitySchema } from '../../domain/incident/severity.ts';
import { isFinal } from '../../domain/incident/status.ts';
import type { PlainText } from '../../domain/text/text.ts';
import { actionIds, commandName, viewIds } from '../ids.ts';
import { refusalReply } from '../listening/handlers.ts';
import { about, executeHere, onButton, onModal, openModalHere } from '../listening/incident-commands.ts';
import type { ListenerContext, Reply, Requester } from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import { severityModal } from '../views/forms/incident-modals.ts';

/** Changes the severity with its reason, or opens the modal without one. */
export function severity(
  context: ListenerContext,
  requester: Requester,
  to: Severity | null,
  why: PlainText | null,
): Promise<Reply> {
  if (!to)
    return openModalHere(context, requester, 'change_severity', (incident) =>
      isFinal(incident.status) ? notOpen(incident) : severityModal(incident, requester.channel),
    );
  return executeHere(context, requester, { type: 'change_severity', to, why: why || null }, (incident) =>
    about(incident.id, `severity changed to ${incident.severity}.`),
  );
}

/** Handles the severity button and modal, and the button of a severity that triage suggests. */
export const severityListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.changeSeverity]: onButton(context, (requester) => severity(context, requester, null, null)),
    [actionIds.applySeverity]: onButton(context, async (requester, value) => {
      const to = severitySchema.safeParse(value.split(':')[1]);
      if (!to.success)
        return refusalReply(
          refuse(
            `That button names no severity. Nothing was changed. Run \`${commandName} severity P1\`, or the one you mean.`,
          ),
        );
      return severity(context, requester, to.data, null);
    }),
  },
  views: {
    [viewIds.severity]: onModal(
      context,
      (fields) => {
        const to = severitySchema.safeParse(fields.choice('severity'));
        if (!to.success) return refuse('Choose a severity, P1 to P4.', 'severity');
        return {
          type: 'change_severity',
          to: to.data,
          why: fields.text('why'),
          untouched: fields.untouched('severity'),
        };
      },
      () => null,
    ),
  },
});
