import type { Incident } from '../../domain/incident/incident.ts';
import type { ActionItem } from '../../domain/incident/items/action-item.ts';
import { actionIds } from '../ids.ts';
import { joined, link, type Mrkdwn, mention, mrkdwn } from '../text/mrkdwn.ts';
import { type PostmortemVersion, postmortemComment } from '../text/postmortem-comment.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import { doneButton, dueShown, ownerShown } from './items/item-change.ts';

/** The longest that an owner or a due date in words gets here, in characters. */
const asideMax = 100;

/**
 * The short message with a postmortem's file, once it stands in the channel: with the link of the latest version, the button
 * to edit it, and whether it's reviewed; or that it stands no more. `review`: null for nobody has to.
 */
export function postmortemCarrier(
  incident: Incident,
  posted: PostmortemVersion,
  latest: { readonly version: number; readonly url: string | null },
  review: ActionItem | null,
): Message {
  const since = standsNoMore(incident);
  const text = joined(
    [
      postmortemComment({ ...incident, status: 'CLOSED' }, posted),
      ...(latest.url && latest.version > posted.version
        ? [mrkdwn`*Latest:* ${link(latest.url, `version ${latest.version}`)}`]
        : []),
      ...(since ? [mrkdwn`${since}`] : review ? reviewLine(review) : []),
    ],
    '\n',
  );
  if (since) return message(text.value, [section(text)]);
  return message(text.value, [
    section(text),
    actions(
      ...(review?.state.kind === 'open' ? [doneButton(incident.id, review)] : []),
      button('Edit postmortem', actionIds.editPostmortem, String(incident.id)),
    ),
  ]);
}

/** What became of the incident since its close; null while that stands. */
function standsNoMore({ status }: Incident): string | null {
  if (status === 'CLOSED') return null;
  return status === 'CANCELLED'
    ? 'Cancelled since. It no longer needs a postmortem.'
    : 'Reopened since. The next close posts a new version.';
}

function reviewLine({ owner, due, state }: ActionItem): Mrkdwn[] {
  switch (state.kind) {
    case 'open':
      return [
        mrkdwn`*Review:* ${ownerShown(owner, asideMax)}${due ? mrkdwn`, due ${dueShown(due, asideMax)}` : ''}`,
      ];
    case 'done':
      return state.by.kind === 'person' ? [mrkdwn`*Reviewed* by ${mention(state.by.user)}`] : [];
    case 'dropped':
      return [];
  }
}
