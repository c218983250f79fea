import type { UserId } from '../ids.ts';
import type { Incident } from '../incident.ts';
import { holdersIn } from './roles.ts';

/** Who is brought into its channel: everybody who took part; of a private incident only those who are meant to know of it. */
export function broughtIn(incident: Incident): readonly UserId[] {
  const { adopted, commander, people, privateTo } = incident;
  // In a channel of people's are those whom they want there; who leads has to be.
  if (adopted) return commander ? [commander] : [];
  if (privateTo === null) return [...people.keys()];
  return [...new Set([...privateTo, ...holdersIn(incident)])];
}
