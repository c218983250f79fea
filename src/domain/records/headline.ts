import { drillWord } from '../drill/run.ts';
import { healthySince } from '../incident/check.ts';
import type { Incident } from '../incident/incident.ts';
import { overdueSince } from '../incident/promises/deadlines.ts';
import { isOpen } from '../incident/status.ts';
import { moment } from '../text/format-time.ts';
import { oneLine } from '../text/text.ts';

/** The text of an unknown line in the headline. */
export const notKnown = 'Not known yet';

/** The lines of the internal status template after its first one, in order, as plain text. */
export type HeadlineFacts = {
  readonly status: string;
  readonly impact: string;
  readonly cause: string;
  readonly action: string;
  readonly nextUpdate: string;
};

/** The template's first line; a drill's says that it's a drill. */
export const headlineTitle = ({ severity, drill }: Incident): string =>
  `[${severity}] INCIDENT${drill ? ` (${drillWord})` : ''}: Intercom Integration`;

/** The facts of the headline at `now` (UTC ms), the next update in `timeZone`; none is due once resolved. */
export function headlineFacts(incident: Incident, now: number, timeZone: string): HeadlineFacts {
  const { nextUpdateAt, status } = incident;
  const overdue = overdueSince(incident, now);
  return {
    status,
    impact: oneLine(incident.impact ?? '') || notKnown,
    cause: finding(incident, 'cause', now, timeZone),
    action: finding(incident, 'action', now, timeZone),
    nextUpdate:
      isOpen(status) && nextUpdateAt !== null
        ? `${overdue ? 'overdue since ' : ''}${moment(nextUpdateAt, now, timeZone)}`
        : status === 'CANCELLED'
          ? 'None (incident cancelled)'
          : 'None (incident over)',
  };
}

/**
 * What triage found reads as past once the checks are healthy again, or once they've stopped because the incident is
 * over; what a person wrote stays as it is.
 */
function finding(incident: Incident, line: 'cause' | 'action', now: number, timeZone: string): string {
  const found = incident[line];
  const text = oneLine(found?.text ?? '');
  if (!found || text === '') return notKnown;
  if (found.from !== 'triage') return text;
  const over = healthySince(incident.stretches);
  if (over !== null) return `Last problem, until ${moment(over, now, timeZone)}: ${text}`;
  const last = incident.checks.at(-1);
  return isOpen(incident.status) || !last ? text : `Last check, ${moment(last.at, now, timeZone)}: ${text}`;
}
