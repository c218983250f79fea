import type { EventOf } from '../../domain/incident/events/events.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { actionIds } from '../ids.ts';
import { joined, mrkdwn } from '../text/mrkdwn.ts';
import { actions, button, type Message, message, section } from './blocks.ts';

/** Asks whether to make an incident private, since there's no way back, and says what will happen. */
export function askPrivateMessage(
  { id, announcement, canvas }: Incident,
  { how }: Pick<EventOf<'made_private'>, 'how'>,
): Message {
  const emptied = announcement ? mrkdwn` The announcement is emptied.` : mrkdwn``;
  const what =
    how === 'converted'
      ? [mrkdwn`• It counts as private, because this channel is private already.${emptied}`]
      : [
          mrkdwn`• It moves to a new private channel with you and everyone who has a role.`,
          mrkdwn`• The bot's messages here are deleted; people's messages and this channel's name stay.${emptied}`,
          ...(canvas?.kind === 'kept'
            ? [
                mrkdwn`• The canvas is emptied. Slack keeps its earlier versions, so delete it yourself if something leaked.`,
              ]
            : []),
        ];
  const text = joined(
    [mrkdwn`*Make ${incidentName(id)} private?* It can't become public again.`, ...what],
    '\n',
  );
  return message(text.value, [
    section(text),
    actions(button('Make private', actionIds.makePrivate, String(id), 'danger')),
  ]);
}
