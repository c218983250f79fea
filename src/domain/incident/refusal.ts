import { originalName } from './ending/cancellation.ts';
import { type IncidentId, incidentName, type UserId } from './ids.ts';
import type { Incident } from './incident.ts';
import { commanderRole, type RoleName, roleNameSchema } from './people/roles.ts';

/** The field of a modal that a refusal is about; the views use the same names for their inputs. */
export type Field =
  | 'title'
  | 'link'
  | 'started'
  | 'detected'
  | 'acknowledged'
  | 'mitigated'
  | 'resolved'
  | 'marks'
  | 'severity'
  | 'impact'
  | 'commander'
  | 'visibility'
  | 'status'
  | 'cause'
  | 'action'
  | 'next_update'
  | 'note'
  | 'text'
  | 'when'
  | 'why'
  | 'reason'
  | 'fix'
  | 'incident_type'
  | 'summary'
  | 'root_cause'
  | 'lessons'
  | 'conversations'
  | 'users'
  | 'action_items'
  | 'what'
  | 'words'
  | 'owner'
  | 'other_owner'
  | 'due'
  | `role:${string}`;

/** The field of a role in the form of all roles, and back; null if the field isn't a role's. */
export const roleField = (role: RoleName): Field => (role === commanderRole ? 'commander' : `role:${role}`);
export function roleOfField(field: string): RoleName | null {
  if (field === 'commander') return commanderRole;
  return field.startsWith('role:') ? (roleNameSchema.safeParse(field.slice(5)).data ?? null) : null;
}

/**
 * Why a command changes nothing: a plain sentence for the person, which says what to do, and the modal's field that
 * caused it, if one did. A value, not an exception.
 */
export type Refusal = {
  readonly refused: string;
  readonly field: Field | null;
  /** The incident that people are already working on. */
  readonly opened?: IncidentId;
  /** The people in the sentence: it has their IDs, which are shown as names. */
  readonly about?: readonly UserId[];
};

/** Creates a refusal. */
export const refuse = (sentence: string, field: Field | null = null): Refusal => ({
  refused: sentence,
  field,
});

/** Whether a decision is a refusal. */
export const isRefusal = (value: object): value is Refusal => 'refused' in value;

/** The refusal for an incident that nobody has declared, by the name that it was asked for; null for none. */
export const noSuchIncident = (name: string | null): Refusal =>
  refuse(
    `${name === null ? "That incident doesn't exist" : `There's no incident ${name}`}. To see them all, run \`/intercom-incident list\`.`,
  );

/** The refusal for a command that needs an open incident. */
export function notOpen(incident: Incident): Refusal {
  const { id, status, cancellation } = incident;
  if (cancellation?.kind !== 'duplicate')
    return refuse(
      `${incidentName(id)} is ${status.toLowerCase()}. Nothing was changed. ` +
        'To change it, click Reopen or run `/intercom-incident reopen`.',
    );
  const { original } = cancellation;
  return incident.privateOriginals.has(original)
    ? refuse(
        `${incidentName(id)} is a duplicate of ${originalName(incident, original)}. Nothing was changed. If it's separate, run \`/intercom-incident reopen\`.`,
      )
    : refuse(
        `${incidentName(id)} is a duplicate of ${incidentName(original)}. Nothing was changed. Continue there, or run \`/intercom-incident reopen\` if it's separate.`,
      );
}

/** The refusal for ending a closed or cancelled incident as not an incident, or as a duplicate. */
export const cannotCancel = (incident: Incident): Refusal =>
  incident.status === 'CLOSED'
    ? refuse(
        `${incidentName(incident.id)} is closed and has its postmortem. Nothing was changed. To cancel or merge it, run \`/intercom-incident reopen\` first.`,
      )
    : notOpen(incident);

/** The refusal for reopening an open incident. */
export const alreadyOpen = ({ id }: Incident): Refusal =>
  refuse(`${incidentName(id)} is already open. Nothing was changed.`, 'why');

/** The refusal for a postmortem that the close hasn't finished. */
export const notYetWritten = ({ id, status }: Incident): Refusal =>
  refuse(
    status === 'CANCELLED'
      ? `${incidentName(id)} is cancelled, so it needs no postmortem. Nothing was changed. To undo that, run \`/intercom-incident reopen\`.`
      : `${incidentName(id)} isn't closed, so its postmortem isn't finished. Nothing was changed. Close it first.`,
  );
