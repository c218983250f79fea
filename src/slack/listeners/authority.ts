import type { PersonCommand } from '../../domain/commands.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Incident } from '../../domain/incident.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Desk } from './desk.ts';

/** What only the commander and the responders may do, where responders are named, in words. */
const restricted: Readonly<Partial<Record<PersonCommand['type'], string>>> = {
  change_severity: 'change the severity',
  resolve: 'resolve it',
  close: 'close it',
  reopen: 'reopen it',
};

/** Why this person may not give this command on the incident, naming whom to ask; null when they may. */
export async function withoutAuthority(
  desk: Desk,
  user: UserId,
  incident: Incident,
  type: PersonCommand['type'],
): Promise<Refusal | null> {
  const what = restricted[type];
  if (!what || !desk.responders.named || user === incident.commander) return null;
  const responds = await desk.responders.has(user);
  if (responds) return null;
  const known = desk.responders.some;
  const names = await desk.store.people([...known, ...(incident.commander ? [incident.commander] : [])]);
  const name = (person: UserId): string => names.get(person) ?? person;
  const commander = incident.commander
    ? `the commander, ${name(incident.commander)}`
    : 'whoever takes command';
  const others = known.length > 0 ? `, or a responder, such as ${known.map(name).join(', ')}` : '';
  const why =
    responds === null
      ? `Slack does not say at the moment who the responders are, so only the commander may ${what}.`
      : `Only the commander and the responders may ${what}.`;
  return refuse(`${why} Nothing was changed. Ask ${commander}${others}.`);
}
