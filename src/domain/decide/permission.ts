import type { Command, IssuedCommand } from '../incident/commands.ts';
import type { Incident } from '../incident/incident.ts';
import { type Refusal, refuse } from '../incident/refusal.ts';

/** What only the commander and responders can do, if responders are set, in words. */
const restricted: Readonly<Partial<Record<Command['type'], string>>> = {
  change_severity: 'change the severity',
  resolve: 'resolve it',
  close: 'close it',
  cancel: 'cancel it',
  mark_duplicate: 'mark it as a duplicate',
  reopen: 'reopen it',
  make_private: 'make it private',
};

/** Whether a command depends on who the responders are: a declaration may be a correction of the severity. */
export const asksForResponders = (type: Command['type']): boolean => type === 'open' || type in restricted;

/** Who gives a command, and what is known about the responders. */
type Standing = Pick<IssuedCommand, 'by' | 'responds' | 'responders'>;

/** Whether someone can do what only the commander and responders can. */
export const mayCommand = (incident: Incident, { by, responds = true }: Standing): boolean =>
  responds === true || (by.kind === 'person' && by.user === incident.commander);

/**
 * Returns why this command isn't allowed on the incident as it is, naming whom to ask; null if it is. This is decided
 * only here, for a form that is about to open and for the command itself.
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
