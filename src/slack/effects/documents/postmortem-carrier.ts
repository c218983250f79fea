import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Handler } from '../../../app/worker/attempt.ts';
import { done, retryLater } from '../../../app/worker/outcome.ts';
import { type Carrier, carrierPosted } from '../../../domain/incident/ending/documents.ts';
import { type ChannelId, type MessageTs, messageTsSchema } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { postmortemItem } from '../../../domain/incident/items/action-item.ts';
import { lastingRefusal, slackError } from '../../api/failures.ts';
import type { Destination } from '../../api/messages.ts';
import { everyPage } from '../../api/slack-client.ts';
import { postmortemLink } from '../../text/permalink.ts';
import { postmortemCarrier } from '../../views/postmortem-carrier.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from '../effect-context.ts';
import { editIfThere, uneditable } from '../living-messages.ts';

/** How long Slack may take to show the message of a file that it has accepted: attempts, and ms between them. */
const looks = 5;
const betweenLooksMs = 3_000;

/**
 * Edits the message that a close's postmortem came with: it has the button to edit the postmortem, and the link of the
 * latest version. One that was deleted, or that Slack doesn't show, isn't posted again: each version has its own message.
 */
export const syncPostmortem = (context: EffectContext): Handler<EffectOf<'sync_postmortem'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const { client, clock } = context;
    const carrier = carrierPosted(incident, effect.of);
    if (!carrier) return done();
    const ts = await messageOf(client, channel, carrier, incident.headline);
    if (ts === 'unseen') return done();
    if (ts === null)
      return claim.attempts < looks
        ? retryLater("Slack doesn't show the message of the postmortem yet", clock.now() + betweenLooksMs)
        : done();
    const url = postmortemLink(context.workspaceUrl(), context.self(), incident);
    const latest = { version: incident.publication.versions, url };
    const { closeSeq, publication } = incident;
    const isLast = closeSeq !== null && publication.carriers.get(closeSeq)?.seq === effect.of;
    const review = isLast ? postmortemItem(incident) : null;
    try {
      await editIfThere(client, channel, ts, postmortemCarrier(incident, carrier, latest, review));
    } catch (error) {
      // Its buttons refuse what is no longer wanted, and the latest version has a message of its own.
      if (!uneditable.includes(slackError(error) ?? '')) throw error;
    }
    return done();
  });

const history = z.object({
  messages: z.array(
    z.object({
      ts: messageTsSchema,
      files: z
        .array(z.object({ id: z.string() }))
        .optional()
        .catch(undefined),
    }),
  ),
});

/** By how much Slack's clock and the bot's differ as a rule, ms. */
const marginMs = 60_000;

/**
 * Slack names no message when it takes a file, so that is looked for: at the time when it should have been sent, and
 * because the bot's clock may have been wrong then, in the rest of the incident's channel. `unseen`: Slack doesn't let the
 * bot look.
 */
async function messageOf(
  client: WebClient,
  channel: ChannelId,
  { file, from, to }: Carrier,
  headline: Incident['headline'],
): Promise<MessageTs | 'unseen' | null> {
  const seconds = (ms: number): string => String(Math.max(0, ms) / 1000);
  const then = { oldest: seconds(from - marginMs), latest: seconds(to + marginMs) };
  const ever = headline?.channel === channel ? { oldest: headline.ts } : {};
  try {
    return (await findIn(client, channel, then, file)) ?? (await findIn(client, channel, ever, file));
  } catch (error) {
    if (lastingRefusal(error)) return 'unseen';
    throw error;
  }
}

async function findIn(
  client: WebClient,
  channel: ChannelId,
  range: { readonly oldest?: string; readonly latest?: string },
  file: string,
): Promise<MessageTs | null> {
  const read = (at: object) => client.conversations.history({ channel, limit: 999, ...range, ...at });
  for await (const { messages } of everyPage(history, read)) {
    const found = messages.find(({ files }) => files?.some(({ id }) => id === file));
    if (found) return found.ts;
  }
  return null;
}

/**
 * A changed postmortem goes into the thread of the close's; if that message is gone, into the headline's, since it's not
 * news for the channel.
 */
export async function threadOf(
  client: WebClient,
  { headline, closeSeq, publication }: Incident,
  channel: ChannelId,
): Promise<Pick<Destination, 'thread'>> {
  const carrier = publication.carriers.get(closeSeq ?? 0);
  if (!carrier) return {};
  const ts = await messageOf(client, channel, carrier, headline);
  const found = ts === 'unseen' ? null : ts;
  const thread = found ?? (headline?.channel === channel ? headline.ts : null);
  return thread ? { thread } : {};
}
