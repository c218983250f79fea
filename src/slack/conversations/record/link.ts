import { incidentName } from '../../../domain/incident/ids.ts';
import { linkLabel } from '../../../domain/incident/link.ts';
import { isRefusal } from '../../../domain/incident/refusal.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import { commandName } from '../../ids.ts';
import { refusalReply, reply } from '../../listening/handlers.ts';
import { about, executeHere } from '../../listening/incident-commands.ts';
import {
  incidentOfChannel,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import { joined, link, mrkdwn } from '../../text/mrkdwn.ts';
import { sentence } from '../../views/replies.ts';

/** Adds a link to the incident, or, without one, lists its links and how to add one. */
export async function addLinkHere(
  context: ListenerContext,
  requester: Requester,
  { url, title }: { readonly url: string; readonly title: PlainText },
): Promise<Reply> {
  if (url !== '')
    return executeHere(context, requester, { type: 'add_link', url, title: title || null }, ({ id }) =>
      about(id, 'link added to the headline and bookmarks.'),
    );
  const incident = await incidentOfChannel(context, requester.channel);
  if (isRefusal(incident)) return refusalReply(incident);
  const links = joined(
    incident.links.values().map((one) => link(one.url, linkLabel(one))),
    ', ',
  );
  const name = incidentName(incident.id);
  const there =
    incident.links.size > 0 ? mrkdwn`Links of ${name}: ${links}.` : mrkdwn`${name} has no links yet.`;
  return reply(sentence(mrkdwn`${there} To add one, run \`${commandName} link https://… [title]\`.`));
}
