import { date, mrkdwn } from '../text/mrkdwn.ts';
import { context, type Message } from './blocks.ts';
import type { DisplayTime } from './headline.ts';

/** News that's posted later than this after it happened (ms) says when that was. */
const lateAfterMs = 5 * 60_000;

/** News of what happened at `at` (UTC ms), with that time if Slack took it only much later. */
export function postedLate(news: Message, at: number, { now, timeZone }: DisplayTime): Message {
  if (now - at <= lateAfterMs) return news;
  const line = mrkdwn`_Posted late: this happened ${date(at, now, timeZone)}._`;
  return { text: `${news.text}\n${line.value}`, blocks: [...news.blocks, context(line)] };
}
