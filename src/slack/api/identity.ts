import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type Clock, passed } from '../../app/clock.ts';
import { isLogged, type Log } from '../../app/log.ts';
import { backoffMs } from '../../app/worker/outcome.ts';
import { type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import { lastingRefusal } from './failures.ts';

const answer = z.object({
  url: z.url(),
  user_id: userIdSchema,
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  bot_id: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/**
 * Who the bot is in its workspace. `enterpriseId`: the organization that the workspace belongs to, if any. `scopes`:
 * what its token can do, from auth.test's header.
 */
export type BotIdentity = {
  readonly workspaceUrl: string;
  readonly teamId: string;
  readonly enterpriseId: string | null;
  readonly userId: UserId;
  readonly botId: string;
  readonly scopes: readonly string[];
};

/** Asks Slack once; throws Slack's error. */
export async function askIdentity(client: WebClient): Promise<BotIdentity> {
  const { url, user_id, team_id, enterprise_id, bot_id, response_metadata } = answer.parse(
    await client.auth.test(),
  );
  return {
    workspaceUrl: url,
    teamId: team_id,
    enterpriseId: enterprise_id ?? null,
    userId: user_id,
    botId: bot_id,
    scopes: response_metadata?.scopes ?? [],
  };
}

/**
 * Asks until Slack answers, or until `signal` aborts: then null. `lost` is called each time Slack doesn't answer. Throws only
 * if Slack refuses the token. While Slack is down for hours, it asks twice a minute and logs less and less often.
 */
export async function learnIdentity(
  client: WebClient,
  { clock, log, signal, lost }: { clock: Clock; log: Log; signal: AbortSignal; lost: () => void },
): Promise<BotIdentity | null> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await askIdentity(client);
    } catch (error) {
      if (lastingRefusal(error)) throw error;
      lost();
      const wait = Math.min(30_000, backoffMs(attempt));
      if (isLogged(attempt))
        log.warn(
          { attempt, wait_ms: wait },
          "Slack isn't responding; checks continue, and the Slack outbox waits.",
        );
      await passed(clock, wait, signal);
    }
  }
  return null;
}
