import { originalName } from '../../domain/incident/ending/cancellation.ts';
import type { EventOf, Recorded } from '../../domain/incident/events/events.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Actor } from '../../domain/incident/people/actor.ts';
import { channelLink, date, type Mrkdwn, mention, mrkdwn } from '../text/mrkdwn.ts';
import { type Message, message, section } from './blocks.ts';
import type { DisplayTime } from './headline.ts';

type DuplicateChange = Recorded<EventOf<'duplicate_marked'> | EventOf<'reopened'>>;

/** Posted in the original's channel: another incident is its duplicate, or no longer is. */
export function pointerMessage(duplicate: Incident, { by, event }: DuplicateChange): Message {
  const who = personOf(by);
  const name = nameOf(duplicate);
  const text =
    event.type === 'duplicate_marked'
      ? mrkdwn`:link: ${who} marked ${name} as a duplicate of this incident: ${duplicate.title}. Timeline, postmortem, and support packet now show its record too.`
      : mrkdwn`:link: ${who} reopened ${name}. It's no longer a duplicate of this incident, and its record is no longer shown here.`;
  return message(text.value, [section(text)]);
}

/** The same message, edited once the other is no longer a duplicate. */
export function formerPointer(
  duplicate: Incident,
  { by }: Pick<Recorded, 'by'>,
  reopened: Reopening,
  time: DisplayTime,
): Message {
  const marked = mrkdwn`:link: ${personOf(by)} marked ${nameOf(duplicate)} as a duplicate of this incident: ${duplicate.title}.`;
  const text = mrkdwn`${marked} ${reopenedWords(reopened, time)}, so its record is no longer shown here.`;
  return message(text.value, [section(text)]);
}

/** What the duplicate's own channel was told, edited once it's no longer a duplicate. */
export function formerDuplicate(
  duplicate: Incident,
  { by, event }: Pick<Recorded<EventOf<'duplicate_marked'>>, 'by' | 'event'>,
  reopened: Reopening,
  time: DisplayTime,
): Message {
  const marked = mrkdwn`:no_entry_sign: *Marked as a duplicate of ${originalName(duplicate, event.original)}* by ${personOf(by)}.`;
  const text = mrkdwn`${marked} ${reopenedWords(reopened, time)}, so its record is no longer shown there.`;
  return message(text.value, [section(text)]);
}

type Reopening = Pick<Recorded, 'by' | 'at'>;

const reopenedWords = ({ by, at }: Reopening, { now, timeZone }: DisplayTime): Mrkdwn =>
  mrkdwn`${personOf(by)} reopened it (${date(at, now, timeZone)})`;

const personOf = (by: Actor): Mrkdwn => (by.kind === 'person' ? mention(by.user) : mrkdwn`The bot`);

const nameOf = ({ id, channel }: Incident): Mrkdwn =>
  mrkdwn`*${incidentName(id)}*${channel ? mrkdwn` (${channelLink(channel.id)})` : mrkdwn``}`;
