import type { Recorded } from '../../domain/incident/events.ts';
import type { UserId } from '../../domain/incident/ids.ts';
import { notOpen, refuse } from '../../domain/incident/refusal.ts';
import { commanderRole } from '../../domain/incident/roles.ts';
import { isFinal } from '../../domain/incident/status.ts';
import { actionIds, viewIds } from '../ids.ts';
import { about, executeHere, onButton, onModal, openModalHere } from '../listening/incident-commands.ts';
import type { ListenerContext, Reply, Requester } from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import { type Mrkdwn, mention, mrkdwn } from '../text/mrkdwn.ts';
import { commanderModal } from '../views/forms/incident-modals.ts';

/** Hands command to somebody, or asks to whom. */
export function commander(
  context: ListenerContext,
  requester: Requester,
  user: UserId | null,
): Promise<Reply> {
  if (!user)
    return openModalHere(context, requester, 'assign_commander', (incident) =>
      isFinal(incident.status) ? notOpen(incident) : commanderModal(incident, requester.channel),
    );
  return executeHere(context, requester, { type: 'assign_commander', user }, ({ id }, recorded) =>
    user === requester.user
      ? mrkdwn`${about(id, 'you have command.')}${takenFrom(recorded)}`
      : about(id, 'command is handed over.'),
  );
}

/** Whoever takes command in the same moment as another person takes it from them, and has to know. */
function takenFrom(recorded: readonly Recorded[]): Mrkdwn {
  const event = recorded.map((one) => one.event).find(({ type }) => type === 'commander_assigned');
  if (event?.type !== 'commander_assigned' || event.previous === null) return mrkdwn``;
  return mrkdwn` You took it over from ${mention(event.previous)}, and the channel says so.`;
}

/** Hears "Take command" and the modal. */
export const commanderListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.takeCommand]: onButton(context, (requester) => commander(context, requester, requester.user)),
  },
  views: {
    [viewIds.commander]: onModal(
      context,
      (fields) => {
        const user = fields.user('commander');
        return user
          ? {
              type: 'assign_roles',
              to: [{ role: commanderRole, user }],
              untouched: fields.untouched('commander') ? [commanderRole] : [],
            }
          : refuse('Choose a person.', 'commander');
      },
      () => null,
    ),
  },
});
