import { saysAnew } from '../../domain/decide/correction.ts';
import type { NonMember } from '../../domain/incident/account-problem.ts';
import type { Earlier, PersonCommand } from '../../domain/incident/commands.ts';
import type { UserId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { type Refusal, refuse, roleField } from '../../domain/incident/refusal.ts';
import { commanderRole, type HeldRole, type RoleName } from '../../domain/incident/roles.ts';
import type { ListenerContext } from '../listening/listener-context.ts';

/** What only the commander and the responders may do, where responders are named, in words. */
const restricted: Readonly<Partial<Record<PersonCommand['type'], string>>> = {
  change_severity: 'change the severity',
  resolve: 'resolve it',
  close: 'close it',
  cancel: 'cancel it',
  mark_duplicate: 'mark it as a duplicate',
  reopen: 'reopen it',
};

/** Why this person may not give this command on the incident, naming whom to ask; null when they may. */
export async function permissionRefusal(
  context: ListenerContext,
  user: UserId,
  incident: Incident,
  type: PersonCommand['type'],
): Promise<Refusal | null> {
  const what = restricted[type];
  if (!what || !context.responders.named || user === incident.commander) return null;
  const responds = await context.responders.has(user);
  if (responds) return null;
  const known = context.responders.some;
  const names = await context.store.people([...known, ...(incident.commander ? [incident.commander] : [])]);
  const name = (person: UserId): string => names.get(person) ?? person;
  const commander = incident.commander
    ? `the commander, ${name(incident.commander)}`
    : 'whoever becomes commander';
  const others = known.length > 0 ? ` or a responder, such as ${known.map(name).join(', ')}` : '';
  const why =
    responds === null
      ? `Slack isn't returning the list of responders right now, so only the commander can ${what}.`
      : `Only the commander and responders can ${what}.`;
  return refuse(`${why} Nothing was changed. Ask ${commander}${others}.`);
}

/** Whether somebody is among the responders, as far as is known; everybody is where none are named. */
export const mayRespond = async ({ responders }: ListenerContext, user: UserId): Promise<boolean> =>
  !responders.named || (await responders.has(user)) === true;

const nonMemberSentence: Readonly<Record<NonMember, string>> = {
  deactivated: 'That account is deactivated',
  guest: 'That person is a guest',
  outsider: "That person isn't a member of this workspace",
  app: 'That is an app',
};

/** Who is given a role by a command, as by nobody in a form that names the same person as `earlier`. */
function namedBy(command: PersonCommand, earlier: Earlier | null): readonly HeldRole[] {
  switch (command.type) {
    case 'assign_commander':
      return [{ role: commanderRole, user: command.user }];
    case 'assign_roles':
      return command.to.filter(({ role }) => !command.untouched.includes(role));
    case 'open':
      return earlier && !saysAnew(earlier, command, 'commander')
        ? []
        : [{ role: commanderRole, user: command.commander }];
    default:
      return [];
  }
}

/**
 * Why whoever is named in a command cannot have that role: only active full members of the workspace can. Null when they
 * can, and when Slack does not say in time; then it is looked at soon after.
 */
export async function newHolderRefusal(
  context: ListenerContext,
  command: PersonCommand,
  earlier: Earlier | null,
): Promise<Refusal | null> {
  for (const { role, user } of namedBy(command, earlier)) {
    const kind = user ? await context.memberKind(user) : 'member';
    if (kind === null) context.recheckRoles();
    if (kind !== null && kind !== 'member') return cannotHave(role, kind);
  }
  return null;
}

const cannotHave = (role: RoleName, kind: NonMember): Refusal =>
  refuse(
    `${nonMemberSentence[kind]}. Nothing was changed. Choose an active full member of this workspace as ${role === commanderRole ? 'commander' : role}.`,
    roleField(role),
  );
