import type { Command, IssuedCommand } from '../incident/commands.ts';
import type { Incident } from '../incident/incident.ts';
import { type Refusal, refuse } from '../incident/refusal.ts';

/** What only the commander and the responders may do, where responders are named, in words. */
const restricted: Readonly<Partial<Record<Command['type'], string>>> = {
  change_severity: 'change the severity',
  resolve: 'resolve it',
  close: 'close it',
  cancel: 'cancel it',
  mark_duplicate: 'mark it as a duplicate',
  reopen: 'reopen it',
};

/** Whether it matters to a command who the responders are: a declaration may be a correction of the severity. */
export const asksForResponders = (type: Command['type']): boolean => type === 'open' || type in restricted;

/** Who gives a command, and what is known of the responders. */
type Standing = Pick<IssuedCommand, 'by' | 'responds' | 'responders'>;

/** Whether somebody may do what only the commander and the responders may. */
export const mayCommand = (incident: Incident, { by, responds = true }: Standing): boolean =>
  responds === true || (by.kind === 'person' && by.user === incident.commander);

/**
 * Why this command may not be given on the incident as it stands, naming whom to ask; null when it may. It is the one
 * place where that is decided, for a form that is to open and for the command itself.
 */
export function permissionRefusal(
  incident: Incident,
  type: Command['type'],
  standing: Standing,
): Refusal | null {
  const what = restricted[type];
  if (!what || mayCommand(incident, standing)) return null;
  const { commander } = incident;
  const { responds, responders = [] } = standing;
  const whom = commander ? `${commander} (the commander)` : 'whoever becomes commander';
  const others = responders.length > 0 ? ` or a responder, such as ${responders.join(', ')}` : '';
  const why =
    responds === null
      ? `Slack isn't returning the list of responders right now, so only the commander can ${what}.`
      : `Only the commander and responders can ${what}.`;
  return {
    ...refuse(`${why} Nothing was changed. Ask ${whom}${others}.`),
    about: commander ? [commander, ...responders] : responders,
  };
}
