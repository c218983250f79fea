import { cancelReasonWords, originalName } from '../incident/ending/cancellation.ts';
import { type EntryMaking, wordsIn } from '../incident/entry.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { DisplayName, UserId } from '../incident/ids.ts';
import { nonMemberWords } from '../incident/people/account-problem.ts';
import { timeLabels } from '../incident/times/times.ts';
import { approxDuration } from '../text/duration.ts';
import { moment, nowBeside } from '../text/format-time.ts';
import { inSeries } from '../text/text.ts';
import { ownerWord } from '../triage/format.ts';
import { dueWords, ownerText } from './items/item-words.ts';

/** The entry of a message that was deleted in Slack, without its text. */
export const deletedSentence = (event: EntryMaking, name: DisplayName): string =>
  `${authorOf(event, name)}: a message that was deleted in Slack`;

const authorOf = (event: EntryMaking, name: DisplayName): string =>
  event.type === 'message_captured' && event.author ? name(event.author) : 'Message';

/** An entry as a sentence. `corrected`: what replaces its words now; `unnamed`: see `originalName`. */
export function entrySentence(
  { at, by, event }: Recorded<EntryMaking>,
  name: DisplayName,
  corrected: string | null,
  unnamed: Parameters<typeof originalName>[0],
): string {
  const who = by.kind === 'person' ? name(by.user) : 'the bot';
  const now = (original: string | null): string | null => (corrected === null ? original : corrected || null);
  /** Words that can't be left out, though earlier versions let people do so. */
  const needed = (original: string): string => corrected || original;
  switch (event.type) {
    case 'opened': {
      const commander = event.commander ? `, commander ${name(event.commander)}` : '';
      const begins = event.firstAlert ? 'Declared' : 'First alert';
      return `${begins}: ${needed(event.title)} (declared ${event.severity} by ${who}${commander})${labelled('Impact', event.impact)}`;
    }
    case 'declaration_corrected': {
      const commander = event.commander ? `, commander ${name(event.commander)}` : ', no commander';
      return `Declaration corrected by ${who}: ${needed(event.title)} (${event.severity}${commander})${labelled('Impact', event.impact)}`;
    }
    case 'update_posted': {
      const next = moment(event.nextUpdateAt, at, 'UTC');
      const words = now(wordsIn(event) ?? null);
      const late = event.missed === undefined ? '' : `, ${approxDuration(at - event.missed)} late`;
      return `Update by ${who}${late}: ${event.status}${words ? `. ${words}` : ''}. Next update: ${next}`;
    }
    case 'title_changed':
      return `Title: ${needed(event.to)} (changed by ${who}; was: ${event.from})`;
    case 'start_corrected':
      return `Start: ${moment(event.to, at, 'UTC')}, set by ${who} (was: ${moment(event.from, nowBeside(event.from, event.to, at, 'UTC'), 'UTC')})`;
    case 'time_corrected': {
      const was =
        event.from === null
          ? 'not known'
          : moment(event.from, nowBeside(event.from, event.to, at, 'UTC'), 'UTC');
      return `${timeLabels[event.time]}: ${moment(event.to, at, 'UTC')}, set by ${who} (was: ${was})`;
    }
    case 'link_added': {
      const title = now(event.title);
      return `Link by ${who}: ${title ? `${title}, ` : ''}${event.url}`;
    }
    case 'action_item_added':
      return `Action item by ${who}: ${event.text} (${ownerText(event.owner, name)}, due ${dueWords(event.due)})`;
    case 'note_added':
      return `Note by ${who}: ${needed(event.text)}`;
    case 'severity_changed':
      return `Severity: ${event.from} to ${event.to} by ${who}${labelled('Why', now(event.why))}`;
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
    case 'oncall_called':
      return `On call: ${event.people.map(name).join(', ')}, called by ${who}`;
    case 'role_lost':
      return `${event.role}: ${name(event.user)} ${nonMemberWords[event.why]}, so nobody has the role`;
    case 'triage_requested':
      return `Triage started by ${who}`;
    case 'diagnosed':
      return `Triage: ${event.diagnosis.cause}. Whose problem: ${ownerWord(event.diagnosis.owner)} (${event.diagnosis.confidence} confidence)`;
    case 'checked':
      return `Triage: check results agree again: ${ownerWord(event.owner)} (${event.cause ?? event.leaf})`;
    case 'flapping':
      return `Triage: check results alternate between ${inSeries(event.between.map(({ owner, cause }) => `${ownerWord(owner)} (${cause})`))}`;
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
      return `${authorOf(event, name)}: ${needed(event.text)}`;
    case 'resolved':
      return `Resolution: ${now(event.fix) ?? 'Not recorded'} (${who})`;
    case 'resolution_corrected':
      return `Resolution corrected by ${who}: ${now(event.fix) ?? 'Not recorded'}`;
    case 'review_corrected':
      return `Review corrected by ${who}${labelled('What fixed it', now(event.fix))}`;
    case 'closed':
      return `Closed by ${who}${labelled('What fixed it', now(event.fix))}`;
    case 'cancelled':
      return `Cancelled by ${who}: ${cancelReasonWords[event.reason]}${labelled('Why', now(event.why))}`;
    case 'made_private':
      return by.kind === 'person'
        ? `Made private by ${who}: only members of the incident's channel can see it`
        : 'Became private with its channel: only members of that can see it';
    case 'duplicate_marked':
      return `Marked as a duplicate of ${originalName(unnamed, event.original)} by ${who}`;
    case 'cancellation_corrected':
      return `Cancellation corrected by ${who}: ${cancelReasonWords[event.reason]}${labelled('Why', now(event.why))}`;
    case 'reopened':
      return `Reopened by ${who}${labelled('Why', now(event.why))}`;
  }
}

/** Why nobody has a role any more. */
function gaveUp(previous: UserId | null, by: Recorded['by'], name: DisplayName): string {
  const whose = previous ? name(previous) : 'nobody';
  const isTaken = by.kind === 'person' && by.user !== previous;
  return isTaken ? `taken from ${whose} by ${name(by.user)}` : `given up by ${whose}`;
}

const labelled = (label: string, text: string | null): string => (text ? `. ${label}: ${text}` : '');
