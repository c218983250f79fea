import { moment } from './clock-words.ts';
import { drillWord } from './drill/run.ts';
import type { Incident } from './incident.ts';
import { overdueSince } from './promise.ts';
import { isOpen } from './status.ts';
import { oneLine } from './text.ts';

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
    cause: oneLine(incident.cause?.text ?? '') || notKnown,
    action: oneLine(incident.action?.text ?? '') || notKnown,
    nextUpdate:
      isOpen(status) && nextUpdateAt !== null
        ? `${overdue ? 'overdue since ' : ''}${moment(nextUpdateAt, now, timeZone)}`
        : 'None, the incident is over',
  };
}
