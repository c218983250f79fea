import type { Incident } from '../../domain/incident/incident.ts';
import { actionIds } from '../ids.ts';
import { joined, link, mrkdwn } from '../text/mrkdwn.ts';
import { type PostmortemVersion, postmortemComment } from '../text/postmortem-comment.ts';
import { actions, button, type Message, message, section } from './blocks.ts';

/** The short message with a postmortem's file, once it stands in the channel: with the button to edit it, and with the link of the latest version. */
export function postmortemCarrier(
  incident: Incident,
  posted: PostmortemVersion,
  latest: { readonly version: number; readonly url: string | null },
): Message {
  const text = joined(
    [
      postmortemComment({ ...incident, status: 'CLOSED' }, posted),
      ...(latest.url && latest.version > posted.version
        ? [mrkdwn`*Latest:* ${link(latest.url, `version ${latest.version}`)}`]
        : []),
    ],
    '\n',
  );
  return message(text.value, [
    section(text),
    actions(button('Edit postmortem', actionIds.editPostmortem, String(incident.id))),
  ]);
}
