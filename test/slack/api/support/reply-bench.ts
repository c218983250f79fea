import { readFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { MovableClock } from '../../../../packages/slack-sandbox/clock.ts';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../../packages/slack-sandbox/workspace.ts';
import { createLog } from '../../../../src/app/log.ts';
import { RateLimiter } from '../../../../src/slack/api/rate-limiter.ts';
import { ReplyClient } from '../../../../src/slack/api/reply-client.ts';
import { clientOptions } from '../../../../src/slack/transport/connect-slack.ts';

const { scopes } = z
  .object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
  .parse(parse(await readFile(new URL('../../../../manifest.yml', import.meta.url), 'utf8'))).oauth_config;

/** A hundred and ten people, by name. */
export const people = Array.from({ length: 110 }, (_, i) => `p${i}`);

/** The client for replies, and a workspace with Slack's limits, on a clock that moves by hand. */
export type ReplyBench = {
  readonly slack: Workspace;
  readonly clock: MovableClock;
  readonly limiter: RateLimiter;
  readonly stopping: AbortController;
  readonly client: ReplyClient;
  idOf(name: string): string;
  /** The channel that the bot is in. */
  readonly channel: string;
  /** Moves the clock on until all of it has ended. */
  throughTime(work: readonly Promise<unknown>[]): Promise<PromiseSettledResult<unknown>[]>;
};

/** Starts one, which ends with the test. */
export async function replyBench(): Promise<ReplyBench> {
  const clock = new MovableClock(Date.UTC(2026, 10, 21, 14), { still: true });
  const slack = await startWorkspace({ scopes: scopes.bot, rateLimits: true, people, clock, events: [] });
  const limiter = new RateLimiter(() => clock.now());
  const stopping = new AbortController();
  const hear = {
    answered() {},
    limited: (of: { method: string; channel: string | null; waitMs: number }) =>
      limiter.hold(of.method, of.channel, of.waitMs),
  };
  const options = clientOptions({ apiUrl: slack.apiUrl }, createLog('silent'), hear);
  onTestFinished(async () => {
    stopping.abort();
    await slack.stop();
  });
  return {
    ...{ slack, clock, limiter, stopping },
    client: new ReplyClient(slack.botToken, options, { limiter, clock, stopping: stopping.signal }),
    idOf: (name) => slack.person(name).id,
    channel: slack.channel('incidents').id,
    async throughTime(work) {
      let over = false;
      const all = Promise.allSettled(work).finally(() => {
        over = true;
      });
      for (let look = 0; look < 600 && !over; look += 1) {
        await slack.idle();
        if (!over) clock.advance(5_000);
      }
      return all;
    },
  };
}
