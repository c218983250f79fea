import type { IssuedAs } from '../incident/commands.ts';
import { type EventOf, type UpdateField, updateFieldSchema } from '../incident/events/events.ts';
import { incidentName } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { nextUpdateMaxDays, textMax, tooLong } from '../incident/limits.ts';
import { overdueSince } from '../incident/promises/deadlines.ts';
import { notOpen, refuse } from '../incident/refusal.ts';
import { isOpen } from '../incident/status.ts';
import { plainText } from '../text/text.ts';
import { isChanged, saysAnew } from './corrections/says-anew.ts';
import type { Decision } from './decision.ts';
import { nextUpdate, type ResponsePolicy } from './response-policy.ts';

type Facts = Pick<EventOf<'update_posted'>, UpdateField>;
type IssuedUpdate = IssuedAs<'post_update'>;

/** A status update: what has changed, and when the next one is due. Refused if the incident is over. */
export function postUpdate(incident: Incident, issued: IssuedUpdate, policy: ResponsePolicy): Decision {
  if (!isOpen(incident.status)) return notOpen(incident);
  const { at, command: update, earlier } = issued;
  const promises = !earlier || saysAnew(earlier, update, 'nextUpdateAt');
  const chosen = promises ? update.nextUpdateAt : null;
  const long =
    tooLong(update.impact, textMax, 'The impact', 'impact') ??
    tooLong(update.cause, textMax, 'The cause', 'cause') ??
    tooLong(update.action, textMax, 'The action', 'action');
  if (long) return long;
  if (chosen !== null && chosen <= at)
    return refuse('That time is in the past. Choose a later one.', 'next_update');
  if (chosen !== null && chosen > at + nextUpdateMaxDays * 86_400_000)
    return refuse(`The next update must be within ${nextUpdateMaxDays} days.`, 'next_update');
  const facts = updateOver(incident, issued);
  if (!promises && facts.changed.length === 0) return [];
  const stands = promises || (incident.nextUpdateAt ?? 0) <= at ? null : incident.nextUpdateAt;
  const nextUpdateAt = chosen ?? stands ?? nextUpdate(policy, incident.severity, at);
  const missed = overdueSince(incident, at);
  return [
    {
      type: 'update_posted',
      ...facts,
      nextUpdateAt,
      ...(missed !== null && { missed }),
    },
  ];
}

/** An update of one line: refused if the line already reads that, because nobody would learn anything. */
export function changeLine(
  incident: Incident,
  issued: IssuedAs<'change_line'>,
  policy: ResponsePolicy,
): Decision {
  const { line, text } = issued.command;
  if (!isOpen(incident.status)) return notOpen(incident);
  const stands = line === 'impact' ? incident.impact : incident[line]?.text;
  if (text === stands)
    return refuse(
      `The ${line} of ${incidentName(incident.id)} already says that. Nothing was changed. To confirm it, run \`/intercom-incident update\`.`,
      line,
    );
  const nothing = { status: 'INVESTIGATING', impact: null, cause: null, action: null } as const;
  const untouched = updateFieldSchema.options.filter((field) => field !== line);
  const command = { type: 'post_update', ...nothing, [line]: text, nextUpdateAt: null, untouched } as const;
  return postUpdate(incident, { ...issued, command }, policy);
}

/**
 * An update on the current state: a form returns everything it was opened with, so only what a person changed in it
 * is applied, and the rest stays as it is by now. If the form is submitted again, that is what they changed since it
 * was last accepted.
 */
export function updateOver(incident: Incident, issued: IssuedUpdate): Facts & { changed: UpdateField[] } {
  const { command } = issued;
  const stands: Facts = {
    status:
      incident.status === 'IDENTIFIED' || incident.status === 'MONITORING'
        ? incident.status
        : 'INVESTIGATING',
    impact: incident.impact,
    cause: incident.cause && plainText(incident.cause.text),
    action: incident.action && plainText(incident.action.text),
  };
  const changed = updateFieldSchema.options.filter(
    (field) => command[field] !== stands[field] && isChanged(issued, field, field),
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
