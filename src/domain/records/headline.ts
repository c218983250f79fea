import { drillWord } from '../drill/run.ts';
import { healthySince } from '../incident/check.ts';
import { latestProblem } from '../incident/diagnoses.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { overdueSince } from '../incident/promises/deadlines.ts';
import { isOpen } from '../incident/status.ts';
import { moment } from '../text/format-time.ts';
import { oneLine } from '../text/text.ts';
import { sameVerdict } from '../watch/verdict.ts';

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
 * Why what triage found is past, and the time that goes with it (UTC ms): the checks are healthy again, they've
 * stopped because the incident is over, or a later run says otherwise. Null while it still holds, and for what a
 * person wrote.
 */
export function pastFinding(
  incident: Incident,
  line: 'cause' | 'action',
): { readonly words: string; readonly at: Millis } | null {
  if (incident[line]?.from !== 'triage') return null;
  const over = healthySince(incident.stretches);
  if (over !== null) return { words: 'Last problem, until', at: over };
  if (isOpen(incident.status)) return overtakenFinding(incident);
  const last = incident.checks.at(-1);
  return last ? { words: 'Last check,', at: last.at } : null;
}

/** The last run that said what triage found, if later ones say otherwise: they go back and forth, or can't tell. */
function overtakenFinding(incident: Incident): { readonly words: string; readonly at: Millis } | null {
  const [found, now] = [latestProblem(incident), incident.stretches.at(-1)];
  if (!found || !now || sameVerdict(now, found.diagnosis)) return null;
  const run = incident.checks.findLast((one) => sameVerdict(one, found.diagnosis));
  return { words: 'Earlier check,', at: run?.at ?? found.at };
}

function finding(incident: Incident, line: 'cause' | 'action', now: number, timeZone: string): string {
  const text = oneLine(incident[line]?.text ?? '');
  if (text === '') return notKnown;
  const past = pastFinding(incident, line);
  return past ? `${past.words} ${moment(past.at, now, timeZone)}: ${text}` : text;
}
