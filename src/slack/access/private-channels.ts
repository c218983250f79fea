import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { orNullAfter } from '../../app/with-timeout.ts';
import type { ChannelId } from '../../domain/incident/ids.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { lackingScopes, privateScopes, scopesNamed } from '../api/scopes.ts';
import type { ListenerContext } from '../listening/listener-context.ts';

/** How long an answer waits for what Slack says of a channel or of the app, ms: Slack allows three seconds in all. */
const waitMs = 1_000;

const info = z.object({
  channel: z.object({
    is_private: z.boolean().default(false),
    is_im: z.boolean().default(false),
    is_mpim: z.boolean().default(false),
  }),
});

/** Returns whether everybody can read a channel; throws what Slack answers otherwise. */
export async function everybodyReads(client: WebClient, channel: ChannelId): Promise<boolean> {
  const { is_private, is_im, is_mpim } = info.parse(await client.conversations.info({ channel })).channel;
  return !is_private && !is_im && !is_mpim;
}

/** The same for an answer; null if Slack doesn't say in time, or knows of no such channel. */
export const isPublic = (client: WebClient, channel: ChannelId): Promise<boolean | null> =>
  orNullAfter(
    waitMs,
    everybodyReads(client, channel).catch(() => null),
  );

/**
 * Refuses what needs a private channel, naming the scopes that the app lacks for it; null if it lacks none, or if Slack
 * doesn't say. Asks Slack each time, because the app may have been reinstalled. `todo`: what else to do.
 */
export async function privateChannelRefusal(
  { grantedScopes }: Pick<ListenerContext, 'grantedScopes'>,
  todo = "Ask your bot admin to update the app's scopes.",
  field: Refusal['field'] = null,
): Promise<Refusal | null> {
  const granted = await orNullAfter(
    waitMs,
    grantedScopes().catch(() => null),
  );
  const lacking = lackingScopes(granted ?? [], privateScopes);
  if (lacking.length === 0) return null;
  return refuse(
    `The app lacks ${scopesNamed(lacking)} for private channels. Nothing was changed. ${todo}`,
    field,
  );
}
