import { incidentName } from '../../domain/incident/ids.ts';
import { isRefusal, notOpen } from '../../domain/incident/refusal.ts';
import { isFinal } from '../../domain/incident/status.ts';
import type { PlainText } from '../../domain/text/text.ts';
import { commandName } from '../ids.ts';
import { refusalReply, reply } from '../listening/handlers.ts';
import { about, executeHere } from '../listening/incident-commands.ts';
import {
  incidentOfChannel,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../listening/listener-context.ts';
import { sentence } from '../views/replies.ts';

/** Changes the title, or, without one, shows the title and how to change it. */
export async function title(context: ListenerContext, requester: Requester, text: PlainText): Promise<Reply> {
  if (text !== '')
    return executeHere(context, requester, { type: 'change_title', title: text }, ({ id, title: now }) =>
      about(id, `the title is now: ${now}`),
    );
  const incident = await incidentOfChannel(context, requester.channel);
  if (isRefusal(incident)) return refusalReply(incident);
  if (isFinal(incident.status)) return refusalReply(notOpen(incident));
  return reply(
    sentence(
      `The title of ${incidentName(incident.id)} is: ${incident.title}. To change it, run \`${commandName} title what is failing\`.`,
    ),
  );
}
