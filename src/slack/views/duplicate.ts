import type { EventOf, Recorded } from '../../domain/incident/events/events.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { channelLink, type Mrkdwn, mention, mrkdwn } from '../text/mrkdwn.ts';
import { type Message, message, section } from './blocks.ts';

type Told = Recorded<EventOf<'duplicate_marked'> | EventOf<'reopened'>>;

/** What is told where the other incident goes on: that one is a duplicate of it, or is none any more. */
export function pointerMessage(duplicate: Incident, { by, event }: Told): Message {
  const who = by.kind === 'person' ? mention(by.user) : mrkdwn`The bot`;
  const name = mrkdwn`*${incidentName(duplicate.id)}*${placeOf(duplicate)}`;
  const text =
    event.type === 'duplicate_marked'
      ? mrkdwn`:link: ${who} marked ${name} as a duplicate of this incident: ${duplicate.title}. The timeline, postmortem, and support packet now show its record too.`
      : mrkdwn`:link: ${who} reopened ${name}. It's no longer a duplicate of this incident, and its record is no longer shown here.`;
  return message(text.value, [section(text)]);
}

const placeOf = ({ channel }: Incident): Mrkdwn =>
  channel ? mrkdwn` (${channelLink(channel.id)})` : mrkdwn``;
