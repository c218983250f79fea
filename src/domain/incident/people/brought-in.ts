import type { UserId } from '../ids.ts';
import type { Incident } from '../incident.ts';

/** Who is brought into its channel: everybody who took part; of a private incident only those who are meant to know of it. */
export function broughtIn(incident: Incident): readonly UserId[] {
  const { adopted, commander, people, privateTo, roles } = incident;
  // In a channel of people's are those whom they want there; who leads has to be.
  if (adopted) return commander ? [commander] : [];
  if (privateTo === null) return [...people.keys()];
  const holders = [...roles.values()].map(({ user }) => user);
  return [...new Set([...privateTo, ...(commander ? [commander] : []), ...holders])];
}
