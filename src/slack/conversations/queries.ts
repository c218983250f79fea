import { recordWithDuplicates } from '../../app/duplicates.ts';
import { explain } from '../../domain/explain/explain.ts';
import { explanationLines } from '../../domain/explain/format-explanation.ts';
import { type IncidentId, incidentName, parseIncidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isRefusal, noSuchIncident, type Refusal } from '../../domain/incident/refusal.ts';
import { type Postmortem, postmortemContent } from '../../domain/records/postmortem-content.ts';
import { supportPacket } from '../../domain/records/support-packet.ts';
import { clip, type PlainText } from '../../domain/text/text.ts';
import { mayKnowNumber } from '../access/audience.ts';
import { rememberedNames } from '../api/display-names.ts';
import { execute } from '../listening/execute-command.ts';
import { refusalReply, reply } from '../listening/handlers.ts';
import {
  displayTime,
  foundIncident,
  incidentOfChannel,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../listening/listener-context.ts';
import { postmortemMessage, postmortemModal } from '../views/postmortem.ts';
import { statusMessage, supportMessage, textMessage } from '../views/replies.ts';
import { mayRetry } from './retry.ts';

/** Queries: they change nothing, and only one person sees the answer. */

/** Shows the status of the named incident, or, without a name, the channel's. */
export async function status(context: ListenerContext, requester: Requester, name: string): Promise<Reply> {
  const incident = await incidentNamed(context, requester, name);
  if (isRefusal(incident)) return refusalReply(incident);
  const dead = await context.store.dead(incident.id);
  const retry = await mayRetry(context, requester, incident.id);
  return reply(statusMessage(incident, dead, displayTime(context), retry, context.callLink(incident.id)));
}

/** The text for Intercom's support. */
export async function support(context: ListenerContext, requester: Requester): Promise<Reply> {
  const incident = await incidentOfChannel(context, requester.channel);
  if (isRefusal(incident)) return refusalReply(incident);
  const { events, duplicates } = await recordWithDuplicates(context.store, incident.id);
  return reply(supportMessage(incident, supportPacket(incident, events, context.intercom(), duplicates)));
}

/** Shows the postmortem of one incident, and sends it as a file in a direct message. */
export async function showPostmortem(
  context: ListenerContext,
  requester: Requester,
  name: string,
): Promise<Reply> {
  const incident = await incidentNamed(context, requester, name);
  if (isRefusal(incident)) return refusalReply(incident);
  const shown = await askForPostmortem(context, requester, incident);
  if (isRefusal(shown)) return refusalReply(shown);
  const here = requester.channel !== null && (await context.store.incidentOf(requester.channel));
  return reply(postmortemMessage(incident, shown, here === incident.id));
}

/** The same in a modal, for the Home tab, which has no message to reply with. */
export async function openPostmortem(
  context: ListenerContext,
  requester: Requester,
  name: string,
): Promise<Reply> {
  const incident = await incidentNamed(context, requester, name);
  if (isRefusal(incident)) return refusalReply(incident);
  const shown = await askForPostmortem(context, requester, incident);
  return isRefusal(shown) ? refusalReply(shown) : { kind: 'modal', view: postmortemModal(incident, shown) };
}

/** Asks for the postmortem as a file in a direct message, unless it's private; returns its content, to be shown right away. */
async function askForPostmortem(
  context: ListenerContext,
  requester: Requester,
  incident: Incident,
): Promise<Postmortem | Refusal> {
  // The file of a private incident stays in its channel.
  const asked = incident.privateTo
    ? null
    : await execute(context, requester, incident.id, { type: 'ask_copy' });
  if (asked && isRefusal(asked)) return asked;
  const { events, duplicates } = await recordWithDuplicates(context.store, incident.id);
  const names = await rememberedNames(context.store, [events, ...duplicates].flat());
  return postmortemContent(incident, events, names, duplicates);
}

/** Returns the named incident, otherwise the channel's; or a sentence that says why not. */
export async function incidentNamed(
  context: ListenerContext,
  requester: Requester,
  name: string,
): Promise<Incident | Refusal> {
  if (name === '') return incidentOfChannel(context, requester.channel, true);
  const id = parseIncidentName(name);
  return id ? knownIncident(context, requester, id) : noSuchIncident(`"${clip(name, 40)}"`);
}

/** Returns the incident of a number; to whoever may not know of it, it doesn't exist. */
export async function knownIncident(
  context: ListenerContext,
  requester: Requester,
  id: IncidentId,
): Promise<Incident | Refusal> {
  if (!(await mayKnowNumber(context, requester, id))) return noSuchIncident(incidentName(id));
  return foundIncident(await context.store.incident(id), id);
}

/** Explains an Intercom error; collects its request_ids if asked in an incident channel. */
export async function explainError(
  context: ListenerContext,
  requester: Requester,
  text: PlainText,
): Promise<Reply> {
  const explanation = explain(text, context.intercom());
  const lines = explanationLines(explanation);
  const here = requester.channel && (await context.store.incidentOf(requester.channel));
  if (here && explanation.requestIds.length > 0) {
    const ids = explanation.requestIds.map((requestId) => ({
      requestId,
      source: 'explain' as const,
      where: null,
    }));
    const change = await execute(context, requester, here, { type: 'record_request_ids', seen: ids });
    if (isRefusal(change)) lines.push('', change.refused);
    else lines.push('', `Added to this incident: ${explanation.requestIds.join(', ')}`);
  }
  return reply(textMessage(lines));
}
