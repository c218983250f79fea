import type { ModalView } from '@slack/types';
import type { PersonCommand } from '../../domain/incident/commands.ts';
import type { Recorded } from '../../domain/incident/events.ts';
import { type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import type { Asking } from './confirmation-form.ts';
import type { ActionId, ViewId } from '../ids.ts';
import type { Mrkdwn } from '../text/mrkdwn.ts';
import { sentence } from '../views/replies.ts';
import { withoutAuthority } from '../access/permissions.ts';
import { hearAction, saying } from './handlers.ts';
import { type Asker, type Desk, give, incidentIn, type Reply } from './listener-context.ts';
import { meanwhile, takenTwice } from './changed-meanwhile.ts';
import { overtaken } from './overtaken.ts';
import { type Fields, hearSubmission, told } from './modal-submission.ts';
import type { Switchboard } from '../router.ts';

/**
 * Opens a modal on the incident of the asker's channel, unless its status forbids what the modal is for, or the
 * asker may not do that (`type`).
 */
export async function askOn(
  desk: Desk,
  asker: Asker,
  type: PersonCommand['type'],
  view: (incident: Incident) => ModalView | Promise<ModalView> | Refusal,
): Promise<Reply> {
  const incident = await incidentIn(desk, asker.channel);
  if (isRefusal(incident)) return saying(incident);
  const forbidden = await withoutAuthority(desk, asker.user, incident, type);
  if (forbidden) return saying(forbidden);
  const asked = view(incident);
  return 'refused' in asked ? saying(asked) : { kind: 'modal', view: asked };
}

/** Gives a command on the incident of the asker's channel and confirms it to that person. */
export async function actOn(
  desk: Desk,
  asker: Asker,
  command: PersonCommand,
  confirmed: (incident: Incident, recorded: readonly Recorded[]) => string | Mrkdwn,
): Promise<Reply> {
  const incident = await incidentIn(desk, asker.channel);
  if (isRefusal(incident)) return saying(incident);
  const change = await give(desk, asker, incident.id, command);
  if (isRefusal(change)) return saying(change);
  if (change.kind === 'repeated') return { kind: 'say', message: sentence(confirmed(incident, [])) };
  const now = change.incident ?? incident;
  return { kind: 'say', message: sentence(confirmed(now, change.recorded)) };
}

/**
 * Hears a button that names its incident. The value is untrusted: one that names another incident than the
 * channel's does nothing.
 */
export function hearButton(
  app: Switchboard,
  desk: Desk,
  actionId: ActionId,
  answer: (asker: Asker, value: string) => Promise<Reply>,
): void {
  hearAction(app, desk, actionId, async (asker, { value }) => {
    const here = asker.channel && (await desk.store.incidentOf(asker.channel));
    if (!here || Number(value.split(':')[0]) !== here)
      return saying(refuse('That button does not belong to this channel’s incident, so nothing was done.'));
    return answer(asker, value);
  });
}

/**
 * Hears a modal about one incident. One that names another incident than its channel's does nothing. `asks`: what a form
 * that has not asked yet asks before it does anything.
 */
export function hearModal(
  app: Switchboard,
  desk: Desk,
  viewId: ViewId,
  read: (fields: Fields) => PersonCommand | Refusal,
  confirmed: (id: IncidentId) => string | null,
  asks: (incident: Incident) => Asking | null = () => null,
): void {
  hearSubmission(app, desk, viewId, async ({ asker, incident, since, asked, fields }) => {
    const here = asker.channel && (await desk.store.incidentOf(asker.channel));
    if (!incident || incident !== here)
      return refuse('This form has lost its incident. Close it and open it again.');
    const command = read(fields);
    if (isRefusal(command)) return command;
    const before = asked ? null : await desk.store.incident(incident);
    const asking = before?.kind === 'found' && asks(before.incident);
    if (asking) return asking;
    const change = await give(desk, asker, incident, command);
    if (isRefusal(change)) return (await overtaken(desk, incident, command.type, since)) ?? change;
    const said = confirmed(incident);
    return takenTwice(desk, change, viewId, since) ?? (said ? told(said) : meanwhile(desk, change, since));
  });
}

/** `INC-7: …` for a confirmation. */
export const about = (id: IncidentId, what: string): string => `${incidentName(id)}: ${what}`;
