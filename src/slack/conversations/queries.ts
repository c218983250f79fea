import { explain } from '../../domain/explain/explain.ts';
import { explanationLines } from '../../domain/explain/format-explanation.ts';
import { parseIncidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { postmortemMarkdown } from '../../domain/records/postmortem.ts';
import { type Postmortem, postmortemContent } from '../../domain/records/postmortem-content.ts';
import { isRefusal, type Refusal } from '../../domain/incident/refusal.ts';
import { supportPacket } from '../../domain/records/support-packet.ts';
import { clip, type PlainText } from '../../domain/text/text.ts';
import { timeline } from '../../domain/records/timeline.ts';
import { directChannel } from '../api/messages.ts';
import { uploadPostmortem } from '../effects/postmortem-file.ts';
import { rememberedNames } from '../api/display-names.ts';
import {
  listMessage,
  listShown,
  statusMessage,
  supportMessage,
  textMessage,
  timelineMessage,
} from '../views/replies.ts';
import { postmortemMessage, postmortemModal } from '../views/postmortem.ts';
import { reply, saying } from '../listening/handlers.ts';
import {
  type Asker,
  type Desk,
  give,
  incidentIn,
  noSuchIncident,
  type Reply,
  readable,
  shownAt,
} from '../listening/listener-context.ts';
import { mayRetry } from './retry.ts';

/** Questions that change nothing and are answered to one person alone. */

/** Where an incident stands: the one named, or, without a name, the channel's. */
export async function status(desk: Desk, asker: Asker, name: string): Promise<Reply> {
  const incident = await named(desk, asker, name);
  if (isRefusal(incident)) return saying(incident);
  const dead = await desk.store.dead(incident.id);
  const retry = await mayRetry(desk, asker.channel, incident.id);
  return reply(statusMessage(incident, dead, shownAt(desk), retry));
}

/** What has happened in it. */
export async function showTimeline(desk: Desk, asker: Asker, name: string): Promise<Reply> {
  const incident = await named(desk, asker, name);
  if (isRefusal(incident)) return saying(incident);
  const events = await desk.store.events(incident.id);
  const entries = timeline(events, await rememberedNames(desk.store, events));
  return reply(timelineMessage(incident, entries, shownAt(desk)));
}

/** A text for Intercom's support. */
export async function support(desk: Desk, asker: Asker): Promise<Reply> {
  const incident = await incidentIn(desk, asker.channel);
  if (isRefusal(incident)) return saying(incident);
  const events = await desk.store.events(incident.id);
  return reply(supportMessage(incident, supportPacket(incident, events, desk.intercom())));
}

/** The incidents, newest first. */
export const list = async (desk: Desk): Promise<Reply> =>
  reply(listMessage(await desk.store.list({ open: false, limit: listShown + 1 }), shownAt(desk)));

/** The postmortem of one incident: shown here, and sent as the file in a direct message. */
export async function showPostmortem(desk: Desk, asker: Asker, name: string): Promise<Reply> {
  const incident = await named(desk, asker, name);
  if (isRefusal(incident)) return saying(incident);
  return reply(postmortemMessage(incident, await sendPostmortem(desk, asker, incident)));
}

/** The same in a window, for the Home tab, where there is no message to answer with. */
export async function openPostmortem(desk: Desk, asker: Asker, name: string): Promise<Reply> {
  const incident = await named(desk, asker, name);
  if (isRefusal(incident)) return saying(incident);
  return { kind: 'modal', view: postmortemModal(incident, await sendPostmortem(desk, asker, incident)) };
}

/** Sends the postmortem as the file in a direct message; what it says, to be shown at once. */
async function sendPostmortem(desk: Desk, asker: Asker, incident: Incident): Promise<Postmortem> {
  const { client } = desk;
  const events = await desk.store.events(incident.id);
  const content = postmortemContent(incident, events, await rememberedNames(desk.store, events));
  desk.background.run('send a postmortem', async () => {
    const channel = await directChannel(client, asker.user);
    await uploadPostmortem(client, channel, incident, { markdown: postmortemMarkdown(content) });
  });
  return content;
}

/** The incident that somebody named, else the channel's; or a sentence that says why not. */
export async function named(desk: Desk, asker: Asker, name: string): Promise<Incident | Refusal> {
  if (name === '') return incidentIn(desk, asker.channel);
  const id = parseIncidentName(name);
  return id ? readable(await desk.store.incident(id), id) : noSuchIncident(`"${clip(name, 40)}"`);
}

/** Explains an error of Intercom's; its request_ids are kept when asked in an incident channel. */
export async function explainError(desk: Desk, asker: Asker, text: PlainText): Promise<Reply> {
  const explanation = explain(text, desk.intercom());
  const lines = explanationLines(explanation);
  const here = asker.channel && (await desk.store.incidentOf(asker.channel));
  if (here && explanation.requestIds.length > 0) {
    const seen = explanation.requestIds.map((requestId) => ({
      requestId,
      source: 'explain' as const,
      where: null,
    }));
    const change = await give(desk, asker, here, { type: 'record_request_ids', seen });
    if (isRefusal(change)) lines.push('', change.refused);
    else lines.push('', `Kept with this incident: ${explanation.requestIds.join(', ')}`);
  }
  return reply(textMessage(lines));
}
