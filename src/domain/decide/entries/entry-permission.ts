import type { Entry } from '../../incident/entry.ts';
import { incidentName, type UserId } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Actor } from '../../incident/people/actor.ts';
import { commanderRole, holderOf, scribeRole } from '../../incident/people/roles.ts';
import { type Refusal, refuse } from '../../incident/refusal.ts';

/** Who keeps the record of the whole incident and can correct what others wrote. */
const keepers = (incident: Incident): readonly (UserId | null)[] =>
  [commanderRole, scribeRole].map((role) => holderOf(incident, role));

/**
 * Returns why someone can't correct an entry, decided only here; null if they can. The author, the scribe, and the
 * commander can change what a person wrote; everyone in the incident can change the bot's entries, but nobody their
 * words.
 */
export function entryRefusal(
  incident: Incident,
  { number, author }: Entry,
  by: Actor,
  hider: UserId | null = null,
): Refusal | null {
  if (author === null || by.kind === 'bot') return null;
  if (by.user === author || by.user === hider || keepers(incident).includes(by.user)) return null;
  const command = incident.commander ? 'Ask one of them' : 'Take command, then try again';
  return {
    ...refuse(
      `Only ${author}, the scribe, and the commander can change entry #${number} of ${incidentName(incident.id)}. Nothing was changed. ${command}.`,
    ),
    about: [author],
  };
}
