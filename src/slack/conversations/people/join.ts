import { z } from 'zod';
import { type ChannelId, incidentIdSchema, type UserId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { isRefusal, refuse } from '../../../domain/incident/refusal.ts';
import { lastingRefusal, slackError } from '../../api/failures.ts';
import { actionIds, commandName } from '../../ids.ts';
import { onAction, refusalReply } from '../../listening/handlers.ts';
import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import type { Message } from '../../views/blocks.ts';
import { type Joined, joinedMessage } from '../../views/people/joined.ts';
import { knownIncident } from '../queries.ts';

const info = z.object({ channel: z.object({ is_private: z.boolean().default(false) }) });

/** Handles `Join instead` in the declare modal: invites the person and shows them where to go. */
export const joinListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.joinInstead]: onAction(context, async (requester, { value }) => {
      const id = incidentIdSchema.safeParse(Number(value));
      if (!id.success)
        return refusalReply(
          refuse(
            `That button names no incident. Nothing was changed. To see them all, run \`${commandName} list\`.`,
          ),
        );
      const incident = await knownIncident(context, requester, id.data);
      if (isRefusal(incident)) return refusalReply(incident);
      return {
        kind: 'insteadOfForm',
        title: 'Join instead',
        message: () => joining(context, requester.user, incident),
      };
    }),
  },
});

const joining = async (context: ListenerContext, user: UserId, incident: Incident): Promise<Message> =>
  joinedMessage(incident, incident.channel && (await invited(context, user, incident.channel.id)));

/** A button's value is untrusted, so it gets nobody into a private channel. */
async function invited({ client }: ListenerContext, user: UserId, channel: ChannelId): Promise<Joined> {
  try {
    const { is_private } = info.parse(await client.conversations.info({ channel })).channel;
    if (is_private) return 'private';
    await client.conversations.invite({ channel, users: user });
    return 'invited';
  } catch (error) {
    if (slackError(error) === 'already_in_channel') return 'invited';
    if (lastingRefusal(error) === null) throw error;
    return 'refused';
  }
}
