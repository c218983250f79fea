import { commanderRole, commsLeadRole, type RoleName, roleKey } from '../../domain/incident/people/roles.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { nearest } from '../../domain/text/nearest-word.ts';
import { clip } from '../../domain/text/text.ts';
import { commandName } from '../ids.ts';

/** Other names that people use for the roles of every incident. */
const aliases: Readonly<Record<string, RoleName>> = {
  ic: commanderRole,
  incidentcommander: commanderRole,
  communications: commsLeadRole,
  communicationslead: commsLeadRole,
};

/**
 * Returns the role that someone means: by its name in any spelling, or by a prefix that only one role has. Refuses
 * anything else and suggests the nearest name.
 */
export function readRole(typed: string, names: readonly RoleName[]): RoleName | Refusal {
  const key = roleKey(typed);
  const exact = names.find((name) => roleKey(name) === key) ?? aliases[key];
  if (exact) return exact;
  const begun = key === '' ? [] : names.filter((name) => roleKey(name).startsWith(key));
  const [only, another] = begun;
  if (only && !another) return only;
  const list = names.join(', ');
  const what = `"${clip(typed, 60)}"`;
  if (another) return refused(`${what} can mean ${begun.join(' or ')}. Type more of the name.`);
  const near = nearest(
    typed,
    names.map((name) => name.toLowerCase()),
  );
  return near
    ? refused(
        `${what} isn't a role. Did you mean \`${commandName} role ${near} @name\`? The roles are ${list}.`,
      )
    : refused(`${what} isn't a role. The roles are ${list}.`);
}

const refused = (why: string): Refusal => refuse(`${why} Nothing was changed.`);
