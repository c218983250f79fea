import { nonMemberWords } from '../incident/account-problem.ts';
import { cancelReasonWords } from '../incident/cancellation.ts';
import type { EventOf, IncidentEvent, Recorded, UpdateField } from '../incident/events.ts';
import type { UserId } from '../incident/ids.ts';
import { approxDuration } from '../text/duration.ts';
import { moment } from '../text/format-time.ts';
import { clip, oneLine } from '../text/text.ts';
import { ownerWord } from '../triage/format.ts';

/** How a person's id becomes a name: a mention in Slack, a plain name in a document. */
export type DisplayName = (user: UserId) => string;

/** One line of the timeline: when it happened (UTC ms) and what, as one line of plain text. */
export type TimelineEntry = { readonly at: number; readonly text: string; readonly link: string | null };

/** The longest a single entry gets, in code points. */
const entryMax = 700;

/**
 * The events put into words, oldest first by the time they happened: a note by its own time, a marked message by
 * the message's. What only the bot cares about (a message's id, a setback of its own) is left out.
 */
export function timeline(events: readonly Recorded[], name: DisplayName): TimelineEntry[] {
  const entries = withFixesToldOnce(events).flatMap((recorded) => {
    const { event } = recorded;
    const text = sentenceOf(recorded, name);
    const alert = event.type === 'opened' ? event.firstAlert : null;
    return [
      ...(alert ? [entry(alert.at, `First alert: ${alert.text} (detected by monitoring)`)] : []),
      ...(text === null ? [] : [entry(happenedAt(recorded), text, linkOf(event))]),
    ];
  });
  // sort is stable: what happened in the same millisecond stays in the order of the record.
  return entries.sort((a, b) => a.at - b.at);
}

const entry = (at: number, text: string, link: string | null = null): TimelineEntry => ({
  at,
  text: clip(oneLine(text), entryMax),
  link,
});

/**
 * What fixed it can be said at the resolution or only at the close: the resolution tells it, and the close tells
 * no more than what is new.
 */
function withFixesToldOnce(events: readonly Recorded[]): Recorded[] {
  const edited = [...events];
  /** The resolutions since the last close that did not say what fixed it. */
  let silent: { readonly index: number; readonly recorded: Recorded<EventOf<'resolved'>> }[] = [];
  let resolution: EventOf<'resolved'> | null = null;
  for (const [index, recorded] of events.entries()) {
    const { event } = recorded;
    if (event.type === 'resolved') {
      resolution = event;
      if (event.fix === null) silent.push({ index, recorded: { ...recorded, event } });
    }
    if (event.type !== 'closed') continue;
    for (const { index: earlier, recorded: one } of silent)
      edited[earlier] = { ...one, event: { ...one.event, fix: event.fix } };
    silent = [];
    if (resolution && (resolution.fix === null || resolution.fix === event.fix))
      edited[index] = { ...recorded, event: { ...event, fix: null } };
  }
  return edited;
}

/** When an event happened, which for notes and marked messages is before it was recorded. UTC ms. */
function happenedAt({ at, event }: Recorded): number {
  if (event.type === 'note_added') return event.when;
  if (event.type === 'message_captured') return Math.floor(Number(event.ts) * 1000);
  return at;
}

const linkOf = (event: IncidentEvent): string | null =>
  event.type === 'message_captured' ? event.link : null;

function sentenceOf({ at, by, event }: Recorded, name: DisplayName): string | null {
  const who = by.kind === 'person' ? name(by.user) : 'the bot';
  switch (event.type) {
    case 'opened': {
      const commander = event.commander ? `, commander ${name(event.commander)}` : '';
      const begins = event.firstAlert ? 'Declared' : 'First alert';
      return `${begins}: ${event.title} (declared ${event.severity} by ${who}${commander})${labelled('Impact', event.impact)}`;
    }
    case 'declaration_corrected': {
      const commander = event.commander ? `, commander ${name(event.commander)}` : ', no commander';
      return `Declaration corrected by ${who}: ${event.title} (${event.severity}${commander})${labelled('Impact', event.impact)}`;
    }
    case 'update_posted': {
      const next = moment(event.nextUpdateAt, at, 'UTC');
      const fact = (label: string, field: UpdateField): string =>
        !event.changed || event.changed.includes(field) ? labelled(label, event[field]) : '';
      const facts = fact('Impact', 'impact') + fact('Cause', 'cause') + fact('Action', 'action');
      const late = event.missed === undefined ? '' : `, ${approxDuration(at - event.missed)} late`;
      return `Update by ${who}${late}: ${event.status}${facts}. Next update: ${next}`;
    }
    case 'title_changed':
      return `Title: ${event.to} (changed by ${who}; it was: ${event.from})`;
    case 'link_added':
      return `Link by ${who}: ${event.title ? `${event.title}, ` : ''}${event.url}`;
    case 'note_added':
      return `Note by ${who}: ${event.text}`;
    case 'severity_changed':
      return `Severity: ${event.from} to ${event.to} by ${who}${labelled('Why', event.why)}`;
    case 'commander_assigned':
      return by.kind === 'person' && by.user === event.user
        ? `Commander: ${who} took command`
        : `Commander: ${name(event.user)}, assigned by ${who}`;
    case 'commander_lost':
      return `Commander: ${name(event.user)} ${nonMemberWords[event.why]}, so the incident has no commander`;
    case 'commander_vacated':
      return `Commander: nobody, ${gaveUp(event.previous, by, name)}`;
    case 'role_assigned':
      if (event.user === null) return `${event.role}: nobody, ${gaveUp(event.previous, by, name)}`;
      return by.kind === 'person' && by.user === event.user
        ? `${event.role}: ${who} took the role`
        : `${event.role}: ${name(event.user)}, assigned by ${who}`;
    case 'role_lost':
      return `${event.role}: ${name(event.user)} ${nonMemberWords[event.why]}, so nobody has the role`;
    case 'triage_requested':
      return `Triage started by ${who}`;
    case 'diagnosed':
      return event.changed || event.calmed
        ? `Triage: ${event.diagnosis.cause}. Whose problem: ${ownerWord(event.diagnosis.owner)} (${event.diagnosis.confidence} confidence)`
        : null;
    case 'checked':
      return event.calmed
        ? `Triage: check results agree again: ${ownerWord(event.owner)} (${event.cause ?? event.leaf})`
        : null;
    case 'flapping':
      return `Triage: check results alternate between ${event.between.map(({ owner, cause }) => `${ownerWord(owner)} (${cause})`).join(' and ')}`;
    case 'recovered':
      return `Recovered: checks healthy since ${moment(event.since, at, 'UTC')}`;
    case 'step_ticked':
      return event.done
        ? `Mitigation: ${event.title} (${who})`
        : `Mitigation undone: ${event.title} (${who})`;
    case 'reminded':
      return 'Reminder: update due';
    case 'snoozed':
      return `Reminder snoozed by ${who} for ${approxDuration(event.until - at)}`;
    case 'response_overdue':
      return 'No commander within the response target';
    case 'message_captured':
      return `${event.author ? name(event.author) : 'Message'}: ${event.text}`;
    case 'resolved':
      return `Resolution: ${event.fix ?? 'Not recorded'} (${who})`;
    case 'resolution_corrected':
      return `Resolution corrected by ${who}: ${event.fix ?? 'Not recorded'}`;
    case 'review_corrected':
      return `Review corrected by ${who}${labelled('What fixed it', event.fix)}`;
    case 'closed':
      return `Closed by ${who}${labelled('What fixed it', event.fix)}`;
    case 'cancelled':
      return `Cancelled by ${who}: ${cancelReasonWords[event.reason]}${labelled('Why', event.why)}`;
    case 'cancellation_corrected':
      return `Cancellation corrected by ${who}: ${cancelReasonWords[event.reason]}${labelled('Why', event.why)}`;
    case 'reopened':
      return `Reopened by ${who}${labelled('Why', event.why)}`;
    case 'channel_ready':
    case 'headline_posted':
    case 'announced':
    case 'change_left_out':
    case 'diagnosis_posted':
    case 'checks_posted':
    case 'notice_posted':
    case 'details_posted':
    case 'reminder_posted':
    case 'message_marked':
    case 'request_id_seen':
    case 'postmortem_posted':
    case 'story_told':
    case 'setback':
    case 'setback_over':
      return null;
  }
}

/** How it came that nobody has a role any more. */
function gaveUp(previous: UserId | null, by: Recorded['by'], name: DisplayName): string {
  const whose = previous ? name(previous) : 'nobody';
  if (by.kind !== 'person') return `taken from ${whose} by the bot`;
  return by.user === previous ? `given up by ${whose}` : `taken from ${whose} by ${name(by.user)}`;
}

const labelled = (label: string, text: string | null): string => (text ? `. ${label}: ${text}` : '');
