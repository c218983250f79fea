import type { Recorded } from '../incident/events/events.ts';
import type { UserId } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { namedIn } from '../incident/people/people-in.ts';
import { commanderRole, type RoleName } from '../incident/people/roles.ts';
import type { Owed } from './owed.ts';

/** The role that someone took by the event `of` and still has, and who; null if nobody has it by that event. */
export function roleTakenBy(
  { commander, changes, roles }: Incident,
  of: number,
): { readonly role: RoleName; readonly user: UserId } | null {
  // Without any change it's as it was declared.
  if (commander && (changes.latest.command ?? 1) === of) return { role: commanderRole, user: commander };
  for (const [role, { user, seq }] of roles) if (seq === of) return { role, user };
  return null;
}

/** What follows from an event that gave someone a role, or after which the incident needs a comms lead. */
export function roleEffects(incident: Incident, { seq, at }: Recorded): readonly Owed[] {
  const { commsNudge } = incident;
  const taken = roleTakenBy(incident, seq);
  const brief: Owed[] = taken ? [{ owe: { type: 'brief_role', of: seq }, due: at }] : [];
  if (commsNudge?.state !== 'due' || commsNudge.seq !== seq) return brief;
  return [...brief, { owe: { type: 'check_comms_lead', due: commsNudge.at }, due: commsNudge.at }];
}

/** The names of people whom an event is the first to name. */
export const namesLearned = (incident: Incident, recorded: Recorded): readonly Owed[] =>
  namedIn(recorded).some((user) => (incident.people.get(user) ?? recorded.seq) === recorded.seq)
    ? [{ owe: { type: 'learn_names' }, due: recorded.at }]
    : [];
