import { type ChannelId, type IncidentId, incidentIdSchema, incidentName } from '../../domain/incident/ids.ts';
import { refuse } from '../../domain/incident/refusal.ts';
import { actionIds, commandName } from '../ids.ts';
import { sentence } from '../views/replies.ts';
import { hearAction, saying } from '../listening/handlers.ts';
import type { Desk } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';

/** Where "Try again" may be pressed for an incident: in its own channel, and in a direct message. */
export async function mayRetry(desk: Desk, channel: ChannelId | null, id: IncidentId): Promise<boolean> {
  const here = channel && (await desk.store.incidentOf(channel));
  return here ? here === id : (channel?.startsWith('D') ?? false);
}

/** Hears "Try again": what was put aside is owed once more. */
export function registerRetry(app: Switchboard, desk: Desk): void {
  hearAction(app, desk, actionIds.tryAgain, async (asker, { value }) => {
    const id = incidentIdSchema.safeParse(Number(value));
    if (!id.success || !(await mayRetry(desk, asker.channel, id.data)))
      return saying(refuse('That button does not belong to this channel’s incident, so nothing was done.'));
    const revived = await desk.store.revive(desk.clock.now(), id.data);
    desk.commander.onOwed();
    const said =
      revived === 0
        ? 'There is nothing left to try again.'
        : `${incidentName(id.data)}: trying again now. If it fails again, ${commandName} status in its channel says why.`;
    return { kind: 'say', message: sentence(said) };
  });
}
