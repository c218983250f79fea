import { saysAnew } from '../../domain/decide/corrections/says-anew.ts';
import { asksForResponders } from '../../domain/decide/permission.ts';
import type { Earlier, IssuedCommand, PersonCommand } from '../../domain/incident/commands.ts';
import type { IncidentId, UserId } from '../../domain/incident/ids.ts';
import { ownerOf } from '../../domain/incident/items/read-item.ts';
import type { NonMember } from '../../domain/incident/people/account-problem.ts';
import { commanderRole, type HeldRole, type RoleName } from '../../domain/incident/people/roles.ts';
import { type Refusal, refuse, roleField } from '../../domain/incident/refusal.ts';
import type { ListenerContext, Requester } from '../listening/listener-context.ts';
import { namedMayKnow } from './audience.ts';

/** What is known about the responders for a person who gives a command; everyone is one if no groups are set. */
export async function askResponders(
  { responders }: ListenerContext,
  user: UserId,
  type: PersonCommand['type'],
): Promise<Pick<IssuedCommand, 'responds' | 'responders'>> {
  if (!responders.named || !asksForResponders(type)) return {};
  return { responds: await responders.has(user), responders: responders.some };
}

const nonMemberSentence: Readonly<Record<NonMember, string>> = {
  deactivated: 'That account is deactivated',
  guest: 'That person is a guest',
  outsider: "That person isn't a member of this workspace",
  app: 'That is an app',
};

/** The people a command gives roles to; a form that names the same person as `earlier` gives nothing. */
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
 * Returns why someone named in a command can't have that role: only active full members of the workspace can. Null if
 * they can, and if Slack doesn't answer in time; then it's checked again soon.
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

/** The person a command gives an action item to; a form that leaves its owner as it was gives it to nobody. */
function newOwner(command: PersonCommand): UserId | null {
  if (command.type !== 'add_item' && command.type !== 'edit_item') return null;
  if (command.type === 'edit_item' && command.untouched?.includes('owner')) return null;
  const owner = command.line.owner === null ? null : ownerOf(command.line.owner);
  return owner?.kind === 'person' ? owner.user : null;
}

/** Returns why the person whom a command names can't own an action item, the same way. */
export async function newOwnerRefusal(
  context: ListenerContext,
  command: PersonCommand,
): Promise<Refusal | null> {
  const owner = newOwner(command);
  const kind = owner ? await context.memberKind(owner) : 'member';
  if (kind === null || kind === 'member') return null;
  return refuse(
    `${nonMemberSentence[kind]}. Nothing was changed. Choose an active full member of this workspace as owner.`,
    'owner',
  );
}

/** Whether a command names people, whom Slack has to be asked about before anything is changed. */
export const namesPeople = (command: PersonCommand): boolean =>
  namedBy(command, null).length > 0 || newOwner(command) !== null;

const cannotHave = (role: RoleName, kind: NonMember): Refusal =>
  refuse(
    `${nonMemberSentence[kind]}. Nothing was changed. Choose an active full member of this workspace as ${role === commanderRole ? 'commander' : role}.`,
    roleField(role),
  );

/**
 * Returns why someone named in a command on a private incident can't have that role or action item: only members of its
 * channel can. Whoever gives the command is one.
 */
export async function strangerRefusal(
  context: ListenerContext,
  requester: Requester,
  id: IncidentId,
  command: PersonCommand,
): Promise<Refusal | null> {
  const named = [
    ...namedBy(command, null).map(({ role, user }) => ({ field: roleField(role), user })),
    { field: 'owner' as const, user: newOwner(command) },
  ];
  for (const { field, user } of named) {
    const known = !user || user === requester.user || (await namedMayKnow(context, user, id));
    if (!known) return refuse(known === null ? memberUnknown : notMember, field);
  }
  return null;
}

const notMember =
  "That person isn't in this incident's private channel. Nothing was changed. Add them with /invite, then try again.";
const memberUnknown =
  "Slack didn't say whether that person is in this private channel. Nothing was changed. Try again in a minute.";
