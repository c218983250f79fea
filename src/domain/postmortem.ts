import { calendarDay, clockTime } from './clock-words.ts';
import { drillWord } from './drill/run.ts';
import { hoursAndMinutes, wholeMinutes } from './duration.ts';
import { type ActionItem, diagnosesIn, type Recorded } from './events.ts';
import { fold } from './evolve.ts';
import { type Incident, namesProblem } from './incident.ts';
import { markdownBlock, markdownLine, markdownLink } from './markdown.ts';
import { type Naming, timeline } from './timeline.ts';

/** What a part of the postmortem reads that nobody filled in. */
export const notRecorded = 'Not recorded';

/** The file name under which a postmortem is posted. */
export const postmortemFile = (incident: Incident): string => `postmortem-INC-${incident.id}.md`;

/**
 * The postmortem in markdown, times in UTC: the template filled from the record, and `Not recorded` where the
 * record says nothing. Null when the events do not begin with `opened`.
 */
export function postmortem(events: readonly Recorded[], name: Naming): string | null {
  const incident = fold(events);
  return incident ? [...head(incident, events), ...body(incident, events, name)].join('\n') : null;
}

function head(incident: Incident, events: readonly Recorded[]): string[] {
  const { startedAt, resolvedAt, severity, requestIds } = incident;
  const ids = requestIds.keys().map(markdownLine).join(', ');
  return [
    `## Incident: Intercom ${markdownLine(incidentType(incident, events))}${incident.drill ? ` (${drillWord})` : ''}`,
    `**Date:** ${dates(startedAt, resolvedAt)}`,
    `**Duration:** ${resolvedAt === null ? notRecorded : hoursAndMinutes(resolvedAt - startedAt)}`,
    `**Severity:** ${severity}`,
    `**Intercom request_ids:** ${ids ? `[${ids}]` : notRecorded}`,
    '',
  ];
}

function body(incident: Incident, events: readonly Recorded[], name: Naming): string[] {
  const { review, startedAt, resolvedAt } = incident;
  const count = (n: number | null | undefined): string =>
    n === null || n === undefined ? notRecorded : String(n);
  return [
    '### Summary',
    block(review?.summary),
    '',
    '### Timeline',
    ...timelineLines(incident, events, name),
    '',
    '### Root Cause',
    block(review?.rootCause),
    '',
    '### Impact',
    `- Conversations affected: ${count(review?.conversationsAffected)}`,
    `- Users unable to reach support: ${count(review?.usersAffected)}`,
    `- Duration of degraded service: ${resolvedAt === null ? notRecorded : `${wholeMinutes(resolvedAt - startedAt)}m`}`,
    '',
    '### Action Items',
    ...(review?.actionItems.length ? review.actionItems.map(actionItem) : [notRecorded]),
    '',
  ];
}

const block = (text: string | null | undefined): string => (text ? markdownBlock(text) : notRecorded);

const actionItem = ({ what, owner, due }: ActionItem): string =>
  `- [ ] ${[what, owner ?? notRecorded, due ?? notRecorded].map(markdownLine).join(' - ')}`;

/** The kind of failure that triage found; the title where it found none. */
function incidentType(incident: Incident, events: readonly Recorded[]): string {
  const found = diagnosesIn(events).findLast(({ diagnosis }) => namesProblem(diagnosis));
  return found?.diagnosis.kind ?? incident.title.replace(/^intercom\s+/i, '');
}

function dates(from: number, to: number | null): string {
  const start = `${calendarDay(from)} ${clockTime(from)}`;
  if (to === null) return `${start} - ${notRecorded}`;
  const sameDay = calendarDay(from) === calendarDay(to);
  return `${start} - ${sameDay ? '' : `${calendarDay(to)} `}${clockTime(to)} UTC`;
}

function timelineLines(incident: Incident, events: readonly Recorded[], name: Naming): string[] {
  let day = calendarDay(incident.startedAt);
  return timeline(events, name).map(({ at, text, link }) => {
    const dayChanges = calendarDay(at) !== day;
    day = calendarDay(at);
    const when = `${dayChanges ? `${day} ` : ''}${clockTime(at)}`;
    return `- ${when} - ${markdownLine(text)}${link ? ` (${markdownLink('message', link)})` : ''}`;
  });
}
