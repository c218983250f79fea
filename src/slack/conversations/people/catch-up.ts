import { z } from 'zod';
import { channelIdSchema, userIdSchema } from '../../../domain/incident/ids.ts';
import { isFree } from '../../../domain/incident/incident.ts';
import { isRefusal } from '../../../domain/incident/refusal.ts';
import { briefOn } from '../../effects/people/catch-up.ts';
import { eventId } from '../../listening/event-id.ts';
import { execute } from '../../listening/execute-command.ts';
import { refusalReply, reply } from '../../listening/handlers.ts';
import {
  displayTime,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { incidentNamed } from '../queries.ts';

/** How long after the declaration people invited by the bot get no brief, ms: the headline above says as much. */
const firstMinuteMs = 60_000;

/** Shows the current state of the named incident, or, without a name, the channel's. */
export async function catchUp(context: ListenerContext, requester: Requester, name: string): Promise<Reply> {
  const incident = await incidentNamed(context, requester, name);
  if (isRefusal(incident)) return refusalReply(incident);
  const change = await execute(context, requester, incident.id, { type: 'catch_up', asked: true });
  if (isRefusal(change)) return refusalReply(change);
  const events = await context.store.events(incident.id);
  const [mine] = change.kind === 'changed' ? change.recorded : [];
  const of = mine?.seq ?? events.length;
  const brief = { incident: change.incident ?? incident, events, user: requester.user, of };
  return reply(await briefOn(context.store, brief, displayTime(context)));
}

const joinEvent = z.object({
  user: userIdSchema,
  channel: channelIdSchema,
  inviter: userIdSchema.optional().catch(undefined),
});

/** Handles someone joining an incident channel: they get a brief, if they can use the bot. */
export const catchUpListeners = (context: ListenerContext): Listeners => ({
  events: {
    member_joined_channel: async ({ event, body }) => {
      const read = joinEvent.safeParse(event);
      if (!read.success || read.data.user === context.self()) return;
      const { user, channel, inviter } = read.data;
      const id = await context.store.incidentOf(channel);
      const found = id && (await context.store.incident(id));
      if (found === null || found.kind !== 'found' || isFree(found.incident)) return;
      const fresh = context.clock.now() - found.incident.openedAt < firstMinuteMs;
      if (fresh && inviter === context.self()) return;
      if (await context.admit(user, null)) return;
      const requester = { user, channel, inboxId: eventId(body) };
      await execute(context, requester, found.incident.id, { type: 'catch_up', asked: false });
    },
  },
});
