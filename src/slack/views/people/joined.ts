import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import { isFinal, isOpen } from '../../../domain/incident/status.ts';
import { channelLink, joined as joinLines, type Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import { type Message, message, section } from '../blocks.ts';

/** The result of joining an incident channel. */
export type Joined = 'invited' | 'private' | 'refused';

/**
 * Replaces the declare modal after `Join instead`: says where the incident is; `joined` is null if it has no channel
 * yet. Nothing is declared.
 */
export function joinedMessage(incident: Incident, joined: Joined | null): Message {
  const lines = [
    mrkdwn`*${markedName(incident)}* [${incident.severity}] ${incident.status}: ${incident.title}`,
    mrkdwn`${placeOf(incident, joined)} Nothing was declared.${again(incident)}`,
  ];
  return message(
    joinLines(lines, '\n').value,
    lines.map((line) => section(line)),
  );
}

function placeOf({ channel }: Incident, joined: Joined | null): Mrkdwn {
  if (!channel || !joined) return mrkdwn`Its channel is still being created. Try again in a moment.`;
  const where = channelLink(channel.id);
  switch (joined) {
    case 'invited':
      return mrkdwn`You're in its channel: ${where}.`;
    case 'private':
      return mrkdwn`Its channel is private. Ask someone in it to /invite you.`;
    case 'refused':
      return mrkdwn`Slack didn't let the bot invite you. Open the channel yourself: ${where}.`;
  }
}

const again = ({ status }: Incident): Mrkdwn => {
  if (isOpen(status)) return mrkdwn``;
  return isFinal(status)
    ? mrkdwn` If it's back, run /intercom-incident reopen there.`
    : mrkdwn` If it's back, click Reopen there.`;
};
