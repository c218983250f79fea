import type { PersonCommand } from '../../../domain/incident/commands.ts';
import type { Recorded } from '../../../domain/incident/events/events.ts';
import type { UserId } from '../../../domain/incident/ids.ts';
import { commanderRole, type HeldRole, rolesOf } from '../../../domain/incident/people/roles.ts';
import { isRefusal, notOpen, roleField } from '../../../domain/incident/refusal.ts';
import { isFinal } from '../../../domain/incident/status.ts';
import { roleHistory } from '../../../domain/records/people/role-history.ts';
import { rememberedNames } from '../../api/display-names.ts';
import { actionIds, viewIds } from '../../ids.ts';
import { refusalReply, reply } from '../../listening/handlers.ts';
import { about, executeHere, onButton, onModal, openModalHere } from '../../listening/incident-commands.ts';
import type { ListenerContext, Reply, Requester } from '../../listening/listener-context.ts';
import type { Fields } from '../../listening/modal-submission.ts';
import type { Listeners } from '../../router.ts';
import { type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';
import type { NamedPerson } from '../../text/read-person.ts';
import { readRole } from '../../text/read-role.ts';
import { rolesModal } from '../../views/forms/roles-modal.ts';
import { rolesMessage } from '../../views/people/roles.ts';
import { incidentNamed } from '../queries.ts';

/** Gives a role to someone (`me` for the requester) or to nobody; without either, opens the form of all roles. */
export async function role(
  context: ListenerContext,
  requester: Requester,
  name: string,
  to: NamedPerson | null,
): Promise<Reply> {
  const named = name === '' ? null : readRole(name, context.roles);
  if (named && typeof named !== 'string') return refusalReply(named);
  if (!named || !to) return askForRoles(context, requester);
  return assign(context, requester, { role: named, user: holder(requester, to) });
}

function holder({ user }: Requester, to: NamedPerson): UserId | null {
  if (to === 'me') return user;
  return to === 'nobody' ? null : to;
}

function assign(context: ListenerContext, requester: Requester, { role, user }: HeldRole): Promise<Reply> {
  const isCommand = role === commanderRole;
  return executeHere(
    context,
    requester,
    isCommand
      ? { type: 'assign_commander', user }
      : { type: 'assign_roles', to: [{ role, user }], untouched: [] },
    ({ id }, recorded) => {
      if (user === null) return about(id, `there's no ${isCommand ? 'commander' : role} now.`);
      if (user !== requester.user)
        return isCommand
          ? about(id, 'command handed over.')
          : mrkdwn`${about(id, '')}${mention(user)} is now ${role}.`;
      return mrkdwn`${about(id, isCommand ? "you're now incident commander." : `you're now ${role}.`)}${takenFrom(recorded)}`;
    },
  );
}

/** Someone who takes a role at the same moment as another person takes it from them, and has to know. */
function takenFrom(recorded: readonly Recorded[]): Mrkdwn {
  const previous = recorded.flatMap(({ event }) =>
    event.type === 'commander_assigned' || event.type === 'role_assigned' ? (event.previous ?? []) : [],
  )[0];
  return previous
    ? mrkdwn` You took over from ${mention(previous)}. The channel can see that too.`
    : mrkdwn``;
}

const askForRoles = (context: ListenerContext, requester: Requester): Promise<Reply> =>
  openModalHere(context, requester, 'assign_roles', (incident) =>
    isFinal(incident.status) ? notOpen(incident) : rolesModal(incident, requester.channel, context.roles),
  );

/** Shows who has which role, and who had it before, in the named incident, or, without a name, the channel's. */
export async function roles(context: ListenerContext, requester: Requester, of: string): Promise<Reply> {
  const incident = await incidentNamed(context, requester, of);
  if (isRefusal(incident)) return refusalReply(incident);
  const events = await context.store.events(incident.id);
  const here = incident.channel?.id === requester.channel && !isFinal(incident.status);
  const name = await rememberedNames(context.store, events);
  const held = rolesOf(incident, context.roles);
  return reply(rolesMessage(incident, held, { history: roleHistory(events), name }, here));
}

/** The submitted value of every role that the form shows. */
function readRoles(fields: Fields): PersonCommand {
  const shown = fields.roles();
  return {
    type: 'assign_roles',
    to: shown.map((role) => ({ role, user: fields.user(roleField(role)) })),
    untouched: shown.filter((role) => fields.untouched(roleField(role))),
  };
}

/** Handles "Take command", "Change roles", and the form. */
export const roleListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.takeCommand]: onButton(context, (requester) =>
      assign(context, requester, { role: commanderRole, user: requester.user }),
    ),
    [actionIds.changeRoles]: onButton(context, (requester) => askForRoles(context, requester)),
  },
  views: {
    [viewIds.roles]: onModal(context, readRoles, () => null),
  },
});
