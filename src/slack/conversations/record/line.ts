import type { HeadlineLine } from '../../../domain/incident/events/events.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import { about, executeHere } from '../../listening/incident-commands.ts';
import {
  displayTime,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import { date, mrkdwn } from '../../text/mrkdwn.ts';
import { askForUpdate } from '../update.ts';

/** Updates one line of the headline, or, without a text, opens the update form. */
export function line(
  context: ListenerContext,
  requester: Requester,
  which: HeadlineLine,
  text: PlainText,
): Promise<Reply> {
  if (text === '') return askForUpdate(context, requester);
  return executeHere(
    context,
    requester,
    { type: 'change_line', line: which, text },
    ({ id, nextUpdateAt }) => {
      const { now, timeZone } = displayTime(context);
      const next =
        nextUpdateAt === null ? mrkdwn`` : mrkdwn` Next update: ${date(nextUpdateAt, now, timeZone)}.`;
      return mrkdwn`${about(id, `${which} updated.`)}${next}`;
    },
  );
}
