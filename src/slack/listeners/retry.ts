import { incidentIdSchema, incidentName } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { actionIds, commandName } from '../ids.ts';
import { sentence } from '../views/answers.ts';
import { hearAction, saying } from './deliver.ts';
import type { Desk } from './desk.ts';
import type { Switchboard } from './switchboard.ts';

/**
 * Hears "Try again": what was put aside is owed once more. It may be pressed in a direct message too; in the channel
 * of one incident it is about that one only.
 */
export function registerRetry(app: Switchboard, desk: Desk): void {
  hearAction(app, desk, actionIds.tryAgain, async (asker, { value }) => {
    const id = incidentIdSchema.safeParse(Number(value));
    const here = asker.channel && (await desk.store.incidentOf(asker.channel));
    if (here ? here !== id.data : !asker.channel?.startsWith('D'))
      return saying(refuse('That button does not belong to this channel’s incident, so nothing was done.'));
    const revived = id.success ? await desk.store.revive(desk.clock.now(), id.data) : 0;
    desk.commander.onOwed();
    const said =
      revived === 0 || !id.success
        ? 'There is nothing left to try again.'
        : `${incidentName(id.data)}: trying again now. If it fails again, ${commandName} status in its channel says why.`;
    return { kind: 'say', message: sentence(said) };
  });
}
