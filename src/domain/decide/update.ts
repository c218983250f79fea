import type { Command, IssuedCommand } from '../incident/commands.ts';
import { type EventOf, type UpdateField, updateFieldSchema } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import { plainText } from '../text/text.ts';
import { saysAnew } from './correction.ts';

type Facts = Pick<EventOf<'update_posted'>, UpdateField>;
type IssuedUpdate = Omit<IssuedCommand, 'command'> & { command: Extract<Command, { type: 'post_update' }> };

/**
 * An update over what stands: a form brings back all that it was opened with, so only what a person changed in it is
 * said, and the rest stays as it is by now. In a form that comes again that is what they changed since it was last taken.
 */
export function updateOver(
  incident: Incident,
  { command, earlier }: IssuedUpdate,
): Facts & { changed: UpdateField[] } {
  const stands: Facts = {
    status:
      incident.status === 'IDENTIFIED' || incident.status === 'MONITORING'
        ? incident.status
        : 'INVESTIGATING',
    impact: incident.impact,
    cause: incident.cause && plainText(incident.cause.text),
    action: incident.action && plainText(incident.action.text),
  };
  const says = (field: UpdateField): boolean =>
    earlier?.said ? saysAnew(earlier, command, field) : !command.untouched?.includes(field);
  const changed = updateFieldSchema.options.filter(
    (field) => command[field] !== stands[field] && says(field),
  );
  const holds = <Field extends UpdateField>(field: Field): Facts[Field] =>
    changed.includes(field) ? command[field] : stands[field];
  return {
    changed,
    status: holds('status'),
    impact: holds('impact'),
    cause: holds('cause'),
    action: holds('action'),
  };
}
