import { type IncidentId, incidentIdSchema, incidentName } from '../../domain/incident/ids.ts';
import { mayKnowNumber } from '../access/audience.ts';
import { actionIds, commandName } from '../ids.ts';
import { onAction, refusalReply } from '../listening/handlers.ts';
import { type ListenerContext, notOfThisChannel, type Requester } from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import { sentence } from '../views/replies.ts';

/** Where "Try again" can be clicked for an incident: in its own channel, and in a direct message. */
export async function mayRetry(
  context: ListenerContext,
  { user, channel }: Pick<Requester, 'user' | 'channel'>,
  id: IncidentId,
): Promise<boolean> {
  const here = channel && (await context.store.incidentOf(channel));
  if (here) return here === id;
  return (channel?.startsWith('D') ?? false) && mayKnowNumber(context, { user, channel }, id);
}

/** Handles "Try again": effects that failed permanently are queued again. */
export const retryListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.tryAgain]: onAction(context, async (requester, { value }) => {
      const id = incidentIdSchema.safeParse(Number(value));
      if (!id.success || !(await mayRetry(context, requester, id.data)))
        return refusalReply(notOfThisChannel('button'));
      const revived = await context.store.revive(context.clock.now(), id.data);
      context.commandBus.onEffectsOwed();
      const answer =
        revived === 0
          ? "There's nothing left to retry."
          : `${incidentName(id.data)}: retrying now. If it fails again, run \`${commandName} status\` in its channel to see why.`;
      return { kind: 'say', message: sentence(answer) };
    }),
  },
});
