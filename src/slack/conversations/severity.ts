import { notOpen, refuse } from '../../domain/incident/refusal.ts';
import { type Severity, severitySchema } from '../../domain/incident/severity.ts';
import type { PlainText } from '../../domain/text/text.ts';
import { actionIds, commandName, viewIds } from '../ids.ts';
import { severityModal } from '../views/forms/incident-modals.ts';
import { about, actOn, askOn, hearButton, hearModal } from '../listening/incident-commands.ts';
import { saying } from '../listening/handlers.ts';
import type { Asker, Desk, Reply } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';

/** A new severity with its reason, or the modal without one. */
export function severity(
  desk: Desk,
  asker: Asker,
  to: Severity | null,
  why: PlainText | null,
): Promise<Reply> {
  if (!to)
    return askOn(desk, asker, 'change_severity', (incident) =>
      incident.status === 'CLOSED' ? notOpen(incident) : severityModal(incident, asker.channel),
    );
  return actOn(desk, asker, { type: 'change_severity', to, why: why || null }, (incident) =>
    about(incident.id, `the severity is ${incident.severity}.`),
  );
}

/** Hears the severity button and modal, and the button of a severity that triage suggests. */
export function registerSeverity(app: Switchboard, desk: Desk): void {
  hearButton(app, desk, actionIds.changeSeverity, (asker) => severity(desk, asker, null, null));
  hearButton(app, desk, actionIds.applySeverity, async (asker, value) => {
    const to = severitySchema.safeParse(value.split(':')[1]);
    if (!to.success)
      return saying(
        refuse(
          `That button names no severity, so nothing was changed. Type \`${commandName} severity P1\`, or the one you mean.`,
        ),
      );
    return severity(desk, asker, to.data, null);
  });
  hearModal(
    app,
    desk,
    viewIds.severity,
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
  );
}
