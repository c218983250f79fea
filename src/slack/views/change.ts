import type { KnownBlock } from '@slack/types';
import { cancelReasonWords, originalName } from '../../domain/incident/ending/cancellation.ts';
import { noCanvasWords } from '../../domain/incident/ending/canvas.ts';
import { type EventOf, isItemEvent, type Recorded } from '../../domain/incident/events/events.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { linkLabel } from '../../domain/incident/link.ts';
import { timeLabels } from '../../domain/incident/times/times.ts';
import { headlineFacts } from '../../domain/records/headline.ts';
import { notRecorded } from '../../domain/records/postmortem-content.ts';
import { approxDuration } from '../../domain/text/duration.ts';
import { nowBeside } from '../../domain/text/format-time.ts';
import { oneLine } from '../../domain/text/text.ts';
import { ownerWord } from '../../domain/triage/format.ts';
import { channelLink, date, joined, link, type Mrkdwn, mention, mrkdwn, typed } from '../text/mrkdwn.ts';
import { actions, type Message, message, sections } from './blocks.ts';
import { commanderText, type DisplayTime, nextUpdateShown } from './headline.ts';
import { doneButton, itemChange } from './items/item-change.ts';
import { roleChange } from './people/role-change.ts';

/** What a change's text needs besides the change. */
type Beside = {
  /** Changes of the same kind right before it that weren't posted, oldest first; the one line covers them all. */
  readonly untold?: readonly Recorded[];
  /** What a duplicate is a duplicate of. */
  readonly original?: Pick<Incident, 'channel'> | null;
};

/**
 * The text of a change in the headline's thread; null for an event that isn't posted there. `incident` is its state now:
 * a Slack outage may have delayed the post for hours.
 */
export function changeMessage(
  incident: Incident,
  recorded: Recorded,
  time: DisplayTime,
  beside: Beside = {},
): Message | null {
  const lines = changeLines(incident, recorded, time, beside);
  return lines.length === 0
    ? null
    : message(joined(lines, '\n').value, [...sections(lines), ...reviewedButton(incident, recorded)]);
}

/** For whoever reviews the postmortem, as long as nobody has. */
function reviewedButton({ id, items }: Incident, { event }: Recorded): KnownBlock[] {
  const item = isItemEvent(event) && event.about ? items.get(event.item) : undefined;
  return item?.state.kind === 'open' ? [actions(doneButton(id, item))] : [];
}

/** The lines of a change, each uncut; none for an event that isn't posted. */
function changeLines(
  incident: Incident,
  { at, by, event }: Recorded,
  time: DisplayTime,
  { untold = [], original = null }: Beside,
): readonly Mrkdwn[] {
  const { now, timeZone } = time;
  const who = by.kind === 'person' ? mention(by.user) : mrkdwn`The bot`;
  const fact = (label: string, text: string | null): Mrkdwn[] =>
    text ? [mrkdwn`*${label}:* ${typed(text, 2_000)}`] : [];
  switch (event.type) {
    case 'update_posted': {
      const { changed } = event;
      const oldAndNew = (part: 'impact' | 'cause' | 'action') =>
        changed === undefined || changed.includes(part) ? event[part] : null;
      const late = event.missed === undefined ? '' : `, ${approxDuration(at - event.missed)} late`;
      return [
        mrkdwn`:mega: *Update* by ${who}${late}: ${event.status}${nextUpdate(incident, event, time)}`,
        ...fact('Impact', oldAndNew('impact')),
        ...fact('Cause', oldAndNew('cause')),
        ...fact('Action', oldAndNew('action')),
      ];
    }
    case 'declaration_corrected':
      return [
        mrkdwn`:pencil2: ${who} corrected the declaration: [${event.severity}] ${event.title}`,
        ...fact('Impact', event.impact),
        mrkdwn`*Commander:* ${commanderText(event)}`,
      ];
    case 'resolution_corrected':
      return [
        mrkdwn`:pencil2: ${who} corrected what fixed it.`,
        ...fact('What fixed it', event.fix ?? notRecorded),
      ];
    case 'title_changed':
      return [mrkdwn`:pencil2: ${who} changed the title to: ${event.to}`];
    case 'start_corrected':
      return [
        mrkdwn`:pencil2: ${who} corrected the start: ${date(event.to, now, timeZone)}, not ${date(event.from, nowBeside(event.from, event.to, now, timeZone), timeZone)}.`,
      ];
    case 'time_corrected':
      return [mrkdwn`:pencil2: ${who} corrected ${timeLabels[event.time]}: ${date(event.to, now, timeZone)}`];
    case 'link_added':
      return [mrkdwn`:link: ${who} added a link: ${link(event.url, linkLabel(event))}`];
    case 'severity_changed':
      return [
        joined([severityLine(event, who, untold), ...fact('Why', event.why && oneLine(event.why))], ' '),
      ];
    case 'diagnosed':
      return [
        mrkdwn`:mag: *Diagnosis changed:* ${event.diagnosis.cause}`,
        ...fact('Whose problem', ownerWord(event.diagnosis.owner)),
        ...fact('Do now', event.diagnosis.action),
      ];
    case 'commander_assigned':
    case 'commander_vacated':
    case 'role_assigned':
    case 'role_lost':
      return [roleChange(event, by, untold)];
    case 'resolved':
      return [
        mrkdwn`:white_check_mark: *Resolved* by ${who}, ${date(at, now, timeZone)}`,
        ...fact('What fixed it', event.fix),
      ];
    case 'cancelled':
      return [
        mrkdwn`:no_entry_sign: *Cancelled* by ${who}, ${date(at, now, timeZone)}: ${cancelReasonWords[event.reason]}`,
        ...fact('Why', event.why),
      ];
    case 'duplicate_marked': {
      const place = original?.channel ? mrkdwn` See ${channelLink(original.channel.id)}.` : mrkdwn``;
      return [
        mrkdwn`:no_entry_sign: *Marked as a duplicate of ${originalName(incident, event.original)}* by ${who}.${place}`,
        incident.privateTo
          ? mrkdwn`Because this incident is private, its record isn't shown there. To undo that, click Reopen.`
          : mrkdwn`This record is shown there too. To undo that, click Reopen.`,
      ];
    }
    case 'made_private':
      return by.kind === 'person'
        ? [mrkdwn`:lock: ${who} made this incident private. Only members of this channel can see it.`]
        : [mrkdwn`:lock: This channel became private, and so did the incident. Only its members can see it.`];
    case 'cancellation_corrected':
      return [
        mrkdwn`:pencil2: ${who} corrected why it was cancelled: ${cancelReasonWords[event.reason]}`,
        ...fact('Why', event.why),
      ];
    case 'reopened':
      return [mrkdwn`:rotating_light: *Reopened* by ${who}`, ...fact('Why', event.why)];
    case 'canvas_left_out':
      return [mrkdwn`:page_facing_up: ${noCanvasWords[event.why]}`];
    case 'entry_edited':
      return [mrkdwn`:pencil2: ${who} ${editWords(event, time)}`];
    case 'entry_hidden':
      return [
        joined(
          [
            mrkdwn`:pencil2: ${who} hid timeline entry #${event.of}.`,
            ...fact('Why', event.why && oneLine(event.why)),
          ],
          ' ',
        ),
      ];
    case 'entry_restored':
      return [mrkdwn`:pencil2: ${who} restored timeline entry #${event.of}.`];
    case 'action_item_added':
    case 'action_item_edited':
    case 'action_item_done':
    case 'action_item_reopened':
    case 'action_item_dropped':
      return [itemChange(event, who, incident.items.get(event.item)?.text ?? null)];
    default:
      return [];
  }
}

/** When an update says the next one is due, unless that has changed since. */
function nextUpdate(
  incident: Incident,
  { nextUpdateAt }: EventOf<'update_posted'>,
  time: DisplayTime,
): Mrkdwn {
  if (nextUpdateAt !== incident.nextUpdateAt) return mrkdwn``;
  const facts = headlineFacts(incident, time.now, time.timeZone);
  return mrkdwn`  ·  *Next update:* ${nextUpdateShown(incident, facts, time)}`;
}

/** What was done to an entry, without its words: its message could still be deleted. */
function editWords({ of, text, when }: EventOf<'entry_edited'>, { now, timeZone }: DisplayTime): Mrkdwn {
  if (when === undefined) return mrkdwn`corrected the text of timeline entry #${of}.`;
  const moved = mrkdwn`moved timeline entry #${of} to ${date(when, now, timeZone)}`;
  return text === undefined ? mrkdwn`${moved}.` : mrkdwn`${moved} and corrected its text.`;
}

/** From the severity that people last heard to the current one. */
function severityLine(
  { from, to }: EventOf<'severity_changed'>,
  who: Mrkdwn,
  untold: readonly Recorded[],
): Mrkdwn {
  const first = untold[0]?.event;
  if (first?.type !== 'severity_changed') return mrkdwn`${who} changed the severity from ${from} to ${to}.`;
  if (first.from === to) return mrkdwn`The severity is ${to} again: ${who} changed it last.`;
  return mrkdwn`The severity went from ${first.from} to ${to}: ${who} changed it last.`;
}
