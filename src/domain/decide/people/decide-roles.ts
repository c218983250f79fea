import type { Earlier, IssuedCommand, PersonCommand } from '../../incident/commands.ts';
import type { IncidentEvent } from '../../incident/events/events.ts';
import { incidentName, type UserId } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { commanderRole, type HeldRole, holderOf } from '../../incident/people/roles.ts';
import { type Refusal, refuse, roleField } from '../../incident/refusal.ts';
import { isSame } from '../corrections/says-anew.ts';
import type { Decision } from '../decision.ts';

type Assigning = Extract<PersonCommand, { type: 'assign_commander' | 'assign_roles' }>;

/**
 * Changes who has which role. A form applies only what a person changed in it; if it's submitted again, what they
 * changed since it was last accepted. Command is a role like the others, stored as events of its own.
 */
export function decideRoles(
  incident: Incident,
  { command, by, earlier = null }: Omit<IssuedCommand, 'command'> & { command: Assigning },
): Decision {
  const wanted =
    command.type === 'assign_commander'
      ? [{ role: commanderRole, user: command.user }]
      : command.to.filter((one) => says(command, one, earlier));
  const changed = wanted.filter(({ role, user }) => holderOf(incident, role) !== user);
  if (changed.length > 0) return changed.map((one) => assigned(incident, one));
  if (earlier) return [];
  const [one] = wanted;
  if (!one)
    return refuse(
      'Nothing was changed in this form. Choose someone for a role, or close the form.',
      roleField(commanderRole),
    );
  return unchanged(incident, one, by.kind === 'person' ? by.user : null);
}

function says(
  { untouched }: Extract<Assigning, { type: 'assign_roles' }>,
  one: HeldRole,
  earlier: Earlier | null,
): boolean {
  const before = earlier?.submitted?.to;
  return Array.isArray(before) ? !before.some((was) => isSame(was, one)) : !untouched.includes(one.role);
}

function assigned(incident: Incident, { role, user }: HeldRole): IncidentEvent {
  const previous = holderOf(incident, role);
  if (role !== commanderRole) return { type: 'role_assigned', role, user, previous };
  if (user) return { type: 'commander_assigned', user, previous };
  return { type: 'commander_vacated', previous };
}

function unchanged({ id }: Incident, { role, user }: HeldRole, by: UserId | null): Refusal {
  const name = incidentName(id);
  const field = roleField(role);
  if (user === null) return refuse(`${name} has no ${role}. Nothing was changed.`, field);
  if (role !== commanderRole)
    return refuse(`${user === by ? "You're" : 'That person is'} already ${role} of ${name}.`, field);
  return refuse(`${user === by ? "You're" : 'That person is'} already the commander of ${name}.`, field);
}
