import type { UserId } from '../../domain/ids.ts';
import { notOpen, refuse } from '../../domain/refusal.ts';
import { actionIds, viewIds } from '../ids.ts';
import { commanderModal } from '../views/act.ts';
import { about, actOn, askOn, hearButton, hearModal } from './act.ts';
import type { Asker, Desk, Reply } from './desk.ts';
import type { Switchboard } from './switchboard.ts';

/** Hands command to somebody, or asks to whom. */
export function commander(desk: Desk, asker: Asker, user: UserId | null): Promise<Reply> {
  if (!user)
    return askOn(desk, asker, 'assign_commander', (incident) =>
      incident.status === 'CLOSED' ? notOpen(incident) : commanderModal(incident, asker.channel),
    );
  return actOn(desk, asker, { type: 'assign_commander', user }, ({ id }) =>
    about(id, user === asker.user ? 'you have command.' : 'command is handed over.'),
  );
}

/** Hears "Take command" and the modal. */
export function registerCommander(app: Switchboard, desk: Desk): void {
  hearButton(app, desk, actionIds.takeCommand, (asker) => commander(desk, asker, asker.user));
  hearModal(
    app,
    desk,
    viewIds.commander,
    (fields) => {
      const user = fields.user('commander');
      return user
        ? { type: 'assign_commander', user, untouched: fields.untouched('commander') }
        : refuse('Choose a person.', 'commander');
    },
    () => null,
  );
}
