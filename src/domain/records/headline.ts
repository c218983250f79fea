import { drillWord } from '../drill/run.ts';
import { healthySince } from '../incident/check.ts';
import type { Incident } from '../incident/incident.ts';
import { overdueSince } from '../incident/promises/deadlines.ts';
import { isOpen } from '../incident/status.ts';
import { moment } from '../text/format-time.ts';
import { oneLine } from '../text/text.ts';

/** What an unknown line of the headline reads. */
export const notKnown = 'Not known yet';

/** The lines of the internal status template after its first one, in order, as plain text. */
export type HeadlineFacts = {
  readonly status: string;
  readonly impact: string;
  readonly cause: string;
  readonly action: string;
  readonly nextUpdate: string;
};

/** The template's first line; a drill says that it is one. */
export const headlineTitle = ({ severity, drill }: Incident): string =>
  `[${severity}] INCIDENT${drill ? ` (${drillWord})` : ''}: Intercom Integration`;

/** The facts of the headline at `now` (UTC ms), the next update in `timeZone`; none is promised once resolved. */
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

/** What triage found is said as past once the checks are well again; what a person wrote is theirs. */
function finding(incident: Incident, line: 'cause' | 'action', now: number, timeZone: string): string {
  const found = incident[line];
  const text = oneLine(found?.text ?? '');
  if (!found || text === '') return notKnown;
  const over = found.from === 'triage' ? healthySince(incident.stretches) : null;
  return over === null ? text : `Last problem, until ${moment(over, now, timeZone)}: ${text}`;
}
