import { readFigures } from '../../app/figures/read-figures.ts';
import { readOutages } from '../../app/figures/read-outages.ts';
import { readWeeks } from '../../app/figures/read-weeks.ts';
import { figuresTitle } from '../../domain/figures/figure-lines.ts';
import { monthToCome } from '../../domain/figures/outage-report.ts';
import { defaultSpan, type FigureSpan, monthOf, parseSpanOfFigures } from '../../domain/figures/window.ts';
import type { UserId } from '../../domain/incident/ids.ts';
import { knownTo } from '../access/audience.ts';
import { directChannel } from '../api/messages.ts';
import { actionIds } from '../ids.ts';
import { errorReply } from '../listening/error-reply.ts';
import { onAction, refusalReply, reply } from '../listening/handlers.ts';
import {
  displayTime,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import { figuresMessage, outagesMessage } from '../views/figures.ts';
import { sentence } from '../views/replies.ts';

/** Tells the figures of a span; null: nobody chose one. */
export async function figures(context: ListenerContext, span: FigureSpan | null): Promise<Reply> {
  const asked = { span: span ?? defaultSpan, ...displayTime(context) };
  return reply(figuresMessage(await readFigures(context.store, asked)));
}

/** Lists the outages that Intercom caused in a month; null: the current one. */
export async function outages(
  context: ListenerContext,
  requester: Requester,
  month: string | null,
): Promise<Reply> {
  const now = context.clock.now();
  const refused = month && monthToCome(month, now);
  if (refused) return refusalReply(refused);
  const known = await knownTo(context, requester);
  return reply(
    outagesMessage(await readOutages(context.store, { month: month ?? monthOf(now), now, known })),
  );
}

/**
 * Sends the weeks of a span as a picture in a direct message: an answer for one person alone can't carry one. It says
 * that the chart is there once it is, so that nothing is promised that a crash could lose.
 */
const chartOf = (context: ListenerContext, { user }: Requester, span: FigureSpan): Reply => ({
  kind: 'later',
  doing: 'Drawing the chart',
  rest: async () => {
    try {
      await sendChart(context, user, span);
      return sentence('The chart is in a direct message from the bot.');
    } catch (error) {
      return sentence(errorReply(context.log, error, 'chart'));
    }
  },
});

async function sendChart(
  { client, clock, store, weeksPicture }: ListenerContext,
  user: UserId,
  span: FigureSpan,
): Promise<void> {
  const title = `${figuresTitle({ span })}, by week`;
  const file = await weeksPicture(title, await readWeeks(store, span, clock.now()));
  await client.filesUploadV2({
    channel_id: await directChannel(client, user),
    initial_comment: title,
    file_uploads: [
      {
        filename: `figures-${span}.png`,
        title,
        file,
        alt_text:
          "Chart of the incidents of each week by whose problem they were, with the minutes of Intercom's outages",
      },
    ],
  });
}

/** Handles the button for the chart. */
export const figuresListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.figuresChart]: onAction(context, async (requester, { value }) =>
      chartOf(context, requester, parseSpanOfFigures(value) ?? defaultSpan),
    ),
  },
});
