import type { ModalView } from '@slack/types';
import { permissionRefusal } from '../../domain/decide/permission.ts';
import type { PersonCommand } from '../../domain/incident/commands.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import { type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { mayKnowNumber } from '../access/audience.ts';
import { askResponders } from '../access/permissions.ts';
import type { Action, Listener, View } from '../router.ts';
import type { Mrkdwn } from '../text/mrkdwn.ts';
import { sentence } from '../views/replies.ts';
import { changesMeanwhile, submittedTwice } from './changed-meanwhile.ts';
import type { Asking } from './confirmation-form.ts';
import { execute, executeForEveryone, namedRefusal } from './execute-command.ts';
import { formerRefusal } from './former-incident.ts';
import { onAction, refusalReply } from './handlers.ts';
import {
  incidentOfChannel,
  type ListenerContext,
  noIncidentHere,
  person,
  type Reply,
  type Requester,
} from './listener-context.ts';
import { type Fields, onSubmission, type Submission, submitterMessage } from './modal-submission.ts';
import { overtakenRefusal } from './overtaken.ts';

/**
 * Opens a modal for the incident of the requester's channel, unless the incident's status forbids what the modal
 * does, or the person has no permission for it (`type`).
 */
export async function openModalHere(
  context: ListenerContext,
  requester: Requester,
  type: PersonCommand['type'],
  view: (incident: Incident) => ModalView | (() => Promise<ModalView>) | Refusal,
): Promise<Reply> {
  const incident = await permittedHere(context, requester, type);
  if (isRefusal(incident)) return refusalReply(incident);
  const asked = view(incident);
  return 'refused' in asked ? refusalReply(asked) : { kind: 'modal', view: asked };
}

/** Returns the incident of the requester's channel, or why there's none, or why the person can't do this with it. */
export async function permittedHere(
  context: ListenerContext,
  { user, channel }: Requester,
  type: PersonCommand['type'],
): Promise<Incident | Refusal> {
  const incident = await incidentOfChannel(context, channel);
  if (isRefusal(incident)) return incident;
  const forbidden = permissionRefusal(incident, type, {
    by: person(user),
    ...(await askResponders(context, user, type)),
  });
  return forbidden ? namedRefusal(context, forbidden) : incident;
}

/** Executes a command on the incident of the requester's channel, and confirms it to that person. */
export async function executeHere(
  context: ListenerContext,
  requester: Requester,
  command: PersonCommand,
  confirmed: (incident: Incident, recorded: readonly Recorded[]) => string | Mrkdwn,
): Promise<Reply> {
  const { channel } = requester;
  if (!channel) return refusalReply(await noIncidentHere(context));
  const change = await execute(context, requester, { in: channel }, command);
  if (isRefusal(change)) return refusalReply(change);
  const recorded = change.kind === 'changed' ? change.recorded : [];
  const incident = change.incident ?? (await incidentOfChannel(context, channel));
  if (isRefusal(incident)) return refusalReply(incident);
  return { kind: 'say', message: sentence(confirmed(incident, recorded)) };
}

/**
 * Handles a button that names its incident. The value is untrusted: if it names another incident than the channel's,
 * it does nothing, and says what to do instead.
 */
export function onButton(
  context: ListenerContext,
  answer: (requester: Requester, value: string) => Promise<Reply>,
): Listener<Action> {
  return onAction(context, async (requester, { value }) => {
    const { channel } = requester;
    const here = channel && (await context.store.incidentOf(channel));
    const named = Number(value.split(':')[0]);
    if (!here || named !== here) return refusalReply(await formerRefusal(context, { named, channel, here }));
    return answer(requester, value);
  });
}

/**
 * Handles a modal about one incident. One that names another incident than its channel's does nothing. `asks`: the
 * question a form asks before it acts, given the incident's last event when it was opened; a form that has already
 * asked, or was accepted before, asks nothing.
 */
export function onModal(
  context: ListenerContext,
  read: (fields: Fields, submission: Submission) => PersonCommand | Refusal,
  confirmed: (id: IncidentId, recorded: readonly Recorded[]) => string | null,
  asks: Asks | null = null,
): Listener<View> {
  return onSubmission(context, async (submission) => {
    const { requester, viewId, incident, since, fields } = submission;
    const { channel } = requester;
    if (!incident || !channel) return unlinked;
    const command = read(fields, submission);
    const target = { in: channel, public: incident };
    // Most incidents aren't private, and the change itself finds that out.
    const early =
      isRefusal(command) || asks ? null : await executeForEveryone(context, requester, target, command);
    if (!early && !(await isLinked(context, requester, incident))) return unlinked;
    if (isRefusal(command)) return command;
    const asking = asks && (await askedFirst(context, submission, incident, command, asks));
    if (asking) return asking;
    const change = early ?? (await execute(context, requester, incident, command));
    if (isRefusal(change)) return (await overtakenRefusal(context, incident, command.type, since)) ?? change;
    const text = confirmed(incident, change.kind === 'changed' ? change.recorded : []);
    return (
      submittedTwice(context, change, viewId, since) ??
      changesMeanwhile(context, change, since, text) ??
      (text ? submitterMessage(text) : null)
    );
  });
}

const unlinked = refuse(
  'This form is no longer linked to an incident. Nothing was changed. Close it and open it again.',
);

/** Whether a form's channel still belongs to its incident, and its sender can know of that. */
async function isLinked(
  context: ListenerContext,
  requester: Requester,
  incident: IncidentId,
): Promise<boolean> {
  const [here, known] = await Promise.all([
    requester.channel && context.store.incidentOf(requester.channel),
    mayKnowNumber(context, requester, incident),
  ]);
  return here === incident && known;
}

/** What a form asks before it acts, given the incident's last event when it was opened; null for nothing. */
type Asks = (incident: Incident, since: number | null) => Asking | null;

async function askedFirst(
  { commandBus, store }: ListenerContext,
  { requester, since, asked }: Submission,
  incident: IncidentId,
  command: PersonCommand,
  asks: Asks,
): Promise<Asking | null> {
  const { inboxId, content = null } = requester;
  if (asked || (await commandBus.received(command, inboxId, content)) !== null) return null;
  const before = await store.incident(incident);
  return before.kind === 'found' ? asks(before.incident, since) : null;
}

/** `INC-7: …` for a confirmation. */
export const about = (id: IncidentId, what: string): string => `${incidentName(id)}: ${what}`;
