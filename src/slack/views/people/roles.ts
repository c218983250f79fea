import type { DisplayName, UserId } from '../../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import type { HeldRole, RoleName } from '../../../domain/incident/people/roles.ts';
import { actionIds } from '../../ids.ts';
import { joined, type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';
import { actions, button, type Message, message, sections } from '../blocks.ts';

/** A role and who has it. */
export const roleShown = ({ role, user }: HeldRole): Mrkdwn =>
  mrkdwn`*${role}:* ${user ? mention(user) : mrkdwn`nobody yet`}`;

/** Who has the roles other than commander; leaves out those that nobody has. */
export const otherRoles = ({ roles }: Incident): Mrkdwn[] =>
  [...roles].map(([role, { user }]) => roleShown({ role, user }));

/** How many earlier holders of a role one line names. */
const namedMax = 10;

/** Who has which role, and who had it before, by name: they may have left. `change`: with a button for it. */
export function rolesMessage(
  incident: Incident,
  roles: readonly HeldRole[],
  { history, name }: { history: ReadonlyMap<RoleName, readonly UserId[]>; name: DisplayName },
  change: boolean,
): Message {
  const lines = [
    mrkdwn`*Roles of ${markedName(incident)}: ${incident.title}*`,
    ...roles.map(({ role, user }) => {
      const earlier = [...new Set(history.get(role) ?? [])].filter((one) => one !== user).slice(-namedMax);
      const before = earlier.length > 0 ? mrkdwn` (before: ${earlier.map(name).join(', ')})` : mrkdwn``;
      return mrkdwn`${roleShown({ role, user })}${before}`;
    }),
  ];
  const press = actions(button('Change roles', actionIds.changeRoles, String(incident.id)));
  return message(joined(lines, '\n').value, [...sections(lines), ...(change ? [press] : [])]);
}
