import type { Original } from '../../incident/commands.ts';
import { originalOf } from '../../incident/ending/cancellation.ts';
import { type IncidentId, incidentName } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { noSuchIncident, type Refusal, refuse } from '../../incident/refusal.ts';
import type { Decision } from '../decision.ts';

/** Looks up an incident, inside the transaction; null if there is none with that number, or if it can't be read. */
export type FindIncident = (id: IncidentId) => Incident | null;

/** The named incident, then its own original if it's a duplicate, and so on to the one that continues. Pure. */
export function originals(named: IncidentId, find: FindIncident): readonly Incident[] {
  const chain: Incident[] = [];
  let next: IncidentId | null = named;
  while (next !== null && !chain.some(({ id }) => id === next)) {
    const incident = find(next);
    if (!incident) return chain;
    chain.push(incident);
    next = originalOf(incident);
  }
  return chain;
}

/** Ends an incident as a duplicate of one that continues. `chain`: see `originals`. */
export function markDuplicate(incident: Incident, named: IncidentId, chain: readonly Original[]): Decision {
  const [original, ...further] = chain;
  if (named === incident.id)
    return refuse(`${incidentName(named)} is this incident. Nothing was changed. Name the incident to keep.`);
  if (!original) return noSuchIncident(incidentName(named));
  return (
    isUnseen(original) ??
    isItselfOne(incident, original, further) ??
    cannotGoOn(original) ??
    isOtherKind(incident, original) ?? [{ type: 'duplicate_marked', original: named }]
  );
}

/** Pointing to a private incident, in the duplicate's channel and elsewhere, would tell others about it. */
const isUnseen = ({ id, privateTo }: Original): Refusal | null =>
  privateTo === null
    ? null
    : refuse(
        `${incidentName(id)} is private, so nothing can point to it. Nothing was changed. To end this incident, run \`/intercom-incident cancel\`.`,
      );

/** A duplicate points to the incident that continues, never to another duplicate, and never back to itself. */
function isItselfOne(incident: Incident, original: Original, further: readonly Original[]): Refusal | null {
  const last = further.at(-1);
  if (!last) return null;
  const name = incidentName(original.id);
  if (further.some(({ id }) => id === incident.id))
    return refuse(
      `${name} is itself a duplicate of this incident. Nothing was changed. To keep ${name}, reopen it first.`,
    );
  if (last.privateTo !== null) return refuse(`${name} is itself a duplicate. Nothing was changed.`);
  return refuse(
    `${name} is itself a duplicate. Nothing was changed. Run /intercom-incident duplicate ${incidentName(last.id)} instead.`,
  );
}

/** What a closed record shows would be in no postmortem. */
function cannotGoOn({ id, status }: Original): Refusal | null {
  const name = incidentName(id);
  if (status === 'CLOSED')
    return refuse(
      `${name} is closed and has its postmortem. Nothing was changed. Reopen ${name} first, then close it again afterward.`,
    );
  return status === 'CANCELLED'
    ? refuse(
        `${name} was cancelled. Nothing was changed. Reopen it first, or cancel this one with \`/intercom-incident cancel\`.`,
      )
    : null;
}

const isOtherKind = (incident: Incident, original: Original): Refusal | null =>
  Boolean(incident.drill) === Boolean(original.drill)
    ? null
    : refuse(
        `${incidentName(incident.drill ? incident.id : original.id)} is a drill and ${incidentName(incident.drill ? original.id : incident.id)} is real. Nothing was changed. To end this one, run /intercom-incident cancel.`,
      );
