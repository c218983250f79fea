import { drillWord } from '../drill/run.ts';
import { cancellationWords } from '../incident/ending/cancellation.ts';
import type { CloseReview } from '../incident/ending/review.ts';
import type { Recorded } from '../incident/events/events.ts';
import { type DisplayName, incidentName, type UserId } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { hoursAndMinutes, minuteOf, wholeMinutes } from '../text/duration.ts';
import { calendarDay, clockTime } from '../text/format-time.ts';
import { degradedMs, degradedPeriods, type Period } from './degraded-periods.ts';
import {
  type DuplicateRecords,
  linksWithDuplicates,
  noDuplicates,
  peopleWithDuplicates,
  requestIdsWithDuplicates,
  timelineWithDuplicates,
} from './duplicates.ts';
import { itemsWithDuplicates, taskLine } from './items/action-items.ts';
import { roleHistory } from './people/role-history.ts';
import type { TimelineEntry } from './timeline.ts';

/** The text of a part of the postmortem that nobody filled in. */
export const notRecorded = 'Not recorded';

/** One line of a list, and the link of its message. */
export type PostmortemLine = { readonly text: string; readonly link: string | null };

/** One line of a list of tasks; ticked if nobody has to do it any more. */
export type TaskLine = PostmortemLine & { readonly ticked: boolean };

/** The content under a heading: paragraphs that people wrote, with a remark about them, or a list. */
export type Body =
  | { readonly kind: 'text'; readonly text: string; readonly remark: string | null }
  | { readonly kind: 'list'; readonly entries: readonly PostmortemLine[] }
  | { readonly kind: 'tasks'; readonly entries: readonly TaskLine[] };

/** The first request_ids, and how many more follow at the end. */
export type FirstIds = { readonly ids: readonly string[]; readonly more: number };

/** What a postmortem says, all in plain text: a file and a message write it in their own markup. */
export type Postmortem = {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string | FirstIds }[];
  /** Says that it's a draft, until the close, or that none is needed. */
  readonly draft: string | null;
  readonly sections: readonly { readonly heading: string; readonly body: Body }[];
};

/** How many request_ids are at the top; the others follow at the end. */
const idsAtTop = 5;

/** The template filled from an incident, its record, and its duplicates' records, times in UTC. */
export function postmortemContent(
  incident: Incident,
  events: readonly Recorded[],
  name: DisplayName,
  duplicates: DuplicateRecords = noDuplicates,
): Postmortem {
  const { drill, review } = incident;
  const ids = requestIdsWithDuplicates(incident, duplicates).map(({ requestId }) => requestId);
  const periods = degradedPeriods(incident);
  return {
    title: `Incident: Intercom ${incidentType(incident)}${drill ? ` (${drillWord})` : ''}`,
    facts: facts(incident, ids),
    draft: draftOf(incident),
    sections: [
      { heading: 'Summary', body: written(review?.summary) },
      {
        heading: 'Timeline',
        body: list(timelineLines(incident, timelineWithDuplicates(events, duplicates, name))),
      },
      { heading: 'Root Cause', body: written(review?.rootCause, rootCauseRemark(review)) },
      { heading: 'Impact', body: list(impact(incident)) },
      {
        heading: 'Action Items',
        body: tasks(
          itemsWithDuplicates(incident, duplicates)
            .filter(({ item }) => item.about === null)
            .map((one) => taskLine(incident, one, name)),
        ),
      },
      { heading: 'People', body: list(people(peopleWithDuplicates(events, duplicates), events, name)) },
      ...optional('Lessons', review?.lessons),
      ...further(
        'Links',
        linksWithDuplicates(incident, duplicates).map(
          ({ title, url }) => `${title ? `${title}: ` : ''}${url}`,
        ),
      ),
      ...further('Degraded Periods', periods.length > 1 ? periods.map(dates) : []),
      ...further('Further request_ids', ids.slice(idsAtTop)),
    ],
  };
}

function draftOf(incident: Incident): string | null {
  const { id, status, cancellation } = incident;
  if (cancellation)
    return `${incidentName(id)} was cancelled: ${cancellationWords(incident, cancellation)}. It needs no postmortem; this is what the record has.`;
  return status === 'CLOSED'
    ? null
    : `Draft: ${incidentName(id)} is ${status}. The postmortem is finished at the close.`;
}

/** A postmortem is about Intercom, so a title that starts with it doesn't say so twice. */
const incidentType = ({ title, review }: Incident): string =>
  (review?.incidentType ?? title).replace(/^intercom(?:['’]s|[:,]|\s+[-–—])?\s+/i, '');

function facts(incident: Incident, ids: string[]): Postmortem['facts'] {
  const { startedAt, resolvedAt, cancellation, severity } = incident;
  const ms = degradedMs(degradedPeriods(incident));
  const firstIds = { ids: ids.slice(0, idsAtTop), more: Math.max(0, ids.length - idsAtTop) };
  return [
    { label: 'Date', value: dates({ from: startedAt, to: resolvedAt ?? cancellation?.at ?? null }) },
    { label: 'Duration', value: ms === null ? notRecorded : hoursAndMinutes(ms) },
    { label: 'Severity', value: severity },
    { label: 'Intercom request_ids', value: ids.length > 0 ? firstIds : notRecorded },
  ];
}

function rootCauseRemark(review: CloseReview | null): string | null {
  if (!review?.rootCauseFrom) return null;
  const whose = review.rootCauseFrom === 'triage' ? ", in triage's words" : '';
  return `This is the last cause of the headline${whose}; nobody changed it at the close.`;
}

function impact(incident: Incident): string[] {
  const { review } = incident;
  const ms = degradedMs(degradedPeriods(incident));
  const count = (n: number | null | undefined): string => String(n ?? notRecorded);
  const estimate = review?.conversationsEstimated ? ' (estimate, not confirmed)' : '';
  return [
    `Conversations affected: ${count(review?.conversationsAffected)}${estimate}`,
    `Users unable to reach support: ${count(review?.usersAffected)}`,
    `Duration of degraded service: ${ms === null ? notRecorded : `${wholeMinutes(ms)}m`}`,
  ];
}

/** Everyone who had each role, in order, and everyone else in the record. */
function people(everybody: readonly UserId[], events: readonly Recorded[], name: DisplayName): string[] {
  const history = [...roleHistory(events)];
  const holders = new Set(history.flatMap(([, users]) => users));
  const others = everybody.filter((user) => !holders.has(user));
  return [
    ...history.map(([role, users]) => `${role}: ${users.map(name).join(', then ') || 'nobody took command'}`),
    `Participants: ${others.map(name).join(', ') || 'nobody else'}`,
  ];
}

function timelineLines(incident: Incident, entries: readonly TimelineEntry[]): PostmortemLine[] {
  let day = calendarDay(incident.startedAt);
  return entries.map(({ at, learned, text, link }) => {
    const dayChanges = calendarDay(at) !== day;
    day = calendarDay(at);
    return {
      text: `${dayChanges ? `${day} ` : ''}${clockTime(at)} - ${text}${learnedLater(at, learned)}`,
      link,
    };
  });
}

/** Says when something was learned, if that was a minute or more after it happened. */
function learnedLater(at: number, learned: number | null): string {
  if (learned === null || minuteOf(learned) <= minuteOf(at)) return '';
  const day = calendarDay(learned);
  return ` (recorded ${day === calendarDay(at) ? '' : `${day} `}${clockTime(learned)})`;
}

function dates({ from, to }: Period): string {
  const start = `${calendarDay(from)} ${clockTime(from)}`;
  if (to === null) return `${start} - ${notRecorded}`;
  const sameDay = calendarDay(from) === calendarDay(to);
  return `${start} - ${sameDay ? '' : `${calendarDay(to)} `}${clockTime(to)} UTC`;
}

const written = (text: string | null | undefined, remark: string | null = null): Body => ({
  kind: 'text',
  text: text || notRecorded,
  remark: text ? remark : null,
});

const list = (entries: readonly (string | PostmortemLine)[]): Body => ({
  kind: 'list',
  entries: entries.map((entry) => (typeof entry === 'string' ? { text: entry, link: null } : entry)),
});

const tasks = (entries: readonly TaskLine[]): Body =>
  entries.length === 0 ? written(null) : { kind: 'tasks', entries };

/** A section that is left out if people wrote nothing for it. */
const optional = (heading: string, text: string | null | undefined): Postmortem['sections'] =>
  text ? [{ heading, body: written(text) }] : [];

/** A section that exists only if there is something to say. */
const further = (heading: string, entries: readonly string[]): Postmortem['sections'] =>
  entries.length > 0 ? [{ heading, body: list(entries) }] : [];
