import { z } from 'zod';
import type { UserId } from '../ids.ts';
import type { Severity } from '../severity.ts';
import type { NonMember } from './account-problem.ts';

/** A role's name, as people read it: `Comms lead`. */
export const roleNameSchema = z.string().min(1).brand<'RoleName'>();
export type RoleName = z.infer<typeof roleNameSchema>;

/** The roles of every incident. The commander is the incident's `commander`; the others are in its `roles`. */
export const commanderRole: RoleName = roleNameSchema.parse('Commander');
export const commsLeadRole: RoleName = roleNameSchema.parse('Comms lead');
export const scribeRole: RoleName = roleNameSchema.parse('Scribe');
export const builtInRoles: readonly RoleName[] = [commanderRole, commsLeadRole, scribeRole];

/** Sorts roles as people read them: those of every incident, then the others by name. Which was taken first says nothing. */
export const inRoleOrder = (one: RoleName, other: RoleName): number =>
  placeOf(one) - placeOf(other) || (one < other ? -1 : 1);

const placeOf = (role: RoleName): number => {
  const place = builtInRoles.indexOf(role);
  return place < 0 ? builtInRoles.length : place;
};

/** Who has a role, and the seq of the event by which they took it. */
export type RoleHolder = { readonly user: UserId; readonly seq: number };

/** What an incident knows about its roles. */
type Holders = {
  readonly commander: UserId | null;
  readonly roles: ReadonlyMap<RoleName, RoleHolder>;
};

/** Who has a role; null for nobody. */
export const holderOf = ({ commander, roles }: Holders, role: RoleName): UserId | null =>
  role === commanderRole ? commander : (roles.get(role)?.user ?? null);

/** Everyone with a role, the commander first; whoever has several, as often. */
export const holdersIn = ({ commander, roles }: Holders): readonly UserId[] => [
  ...(commander ? [commander] : []),
  ...[...roles.values()].map(({ user }) => user),
];

/** A role with who has it; null for nobody. */
export type HeldRole = { readonly role: RoleName; readonly user: UserId | null };

/** The roles in `names` with who has each, and roles that someone has although they are no longer configured. */
export const rolesOf = (incident: Holders, names: readonly RoleName[]): HeldRole[] =>
  [...new Set([...names, ...incident.roles.keys()])].map((role) => ({
    role,
    user: holderOf(incident, role),
  }));

/** Who had a role and isn't eligible any more. */
export type LostRole = { readonly role: RoleName; readonly user: UserId; readonly why: NonMember };

/** Normalizes a name for comparison: `Comms-Lead` is `comms lead`. */
export const roleKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The words for nobody, where a person is expected: no role can have such a name. */
export const nobodyWords: readonly string[] = ['none', 'nobody', 'no one'];

/** Whether an incident of this severity needs someone who tells others what is known. */
export const needsCommsLead = ({ severity }: { readonly severity: Severity }): boolean =>
  severity === 'P1' || severity === 'P2';
