import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Metrics } from '../../app/metrics.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import type { Millis } from '../../domain/incident/ids.ts';
import { type BotIdentity, learnIdentity } from '../api/identity.ts';
import { RateLimitedClient } from '../api/rate-limited-client.ts';
import { type CallFor, RateLimiter } from '../api/rate-limiter.ts';
import { ReplyClient } from '../api/reply-client.ts';
import { lackingScopes, wantedScopes } from '../api/scopes.ts';
import { SlackClock } from '../api/slack-clock.ts';
import { type CallObserver, noObserver, slackFetch } from '../api/slack-fetch.ts';
import { SlackReach } from '../api/slack-reach.ts';
import { boltLog } from './bolt-log.ts';
import { type AnswerLost, DurableApp, type EventFilter } from './durable-app.ts';
import { HttpReceiver } from './http-receiver.ts';
import type { SlackSettings } from './slack-settings.ts';
import { SocketReceiver } from './socket-receiver.ts';

/** The connection to Slack in either mode: payloads go to `app`, calls go out through `client`. */
export type Slack = {
  readonly app: DurableApp;
  /** For replies to people: what can't wait is sent right away, everything else within Slack's rate limits. */
  readonly client: WebClient;
  /** Clients for the outbox; `assertDelivers` throws if no call may be made any more. */
  outboxClients(assertDelivers: () => void): OutboxClients;
  /** Whether Slack accepts the outbox's calls. */
  readonly reach: SlackReach;
  readonly clock: SlackClock;
  /** Whether Slack has accepted the bot: until then, only `auth.test` is called. */
  accepted(): boolean;
  /** Returns who the bot is; throws before Slack has accepted it. */
  identity(): BotIdentity;
  /** Serves `POST /slack/events`; null in Socket Mode. */
  readonly listen: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  /** Resolves once the token is accepted and events flow, or at shutdown; throws if Slack refuses a token. */
  start(): Promise<void>;
  /** Finishes the socket's payloads, and closes it. The HTTP server is closed by its owner. */
  stop(): Promise<void>;
  ready(): boolean;
  /** Called when payloads flow again after a time in which none could. */
  onReconnected: () => void;
  /** Called whenever Slack turns out to accept no call, and by whoever has to admit the bot and can't. */
  onLost: () => void;
};

/** What effects call Slack with, paced by its rate limits. */
export type OutboxClients = {
  readonly client: WebClient;
  /** For work that nobody is waiting for: it leaves part of the limits to the others. */
  readonly backgroundClient: WebClient;
};

/** Decides which payloads the listeners want, and answers those that can't be read. */
export type Hearing = {
  readonly isRelevant: EventFilter;
  /** The client for telling people what became of their action. */
  readonly lost: (client: WebClient, log: Log) => AnswerLost;
  /** See `DurableApp`. */
  readonly sentAt: () => Millis;
};

/**
 * How long a payload waits until Slack has said who the bot is, ms of real time: Slack allows three seconds in all.
 */
const identityWithinMs = 2_000;

/** Only the outbox retries, so the client never does. A call isn't sent if `begins` throws right before its first byte. */
export const clientOptions = (
  config: Pick<SlackSettings, 'apiUrl'>,
  log: Log,
  observer: CallObserver = noObserver,
  begins?: () => void,
) => ({
  slackApiUrl: config.apiUrl,
  retryConfig: { retries: 0 },
  fetch: slackFetch(observer, undefined, begins),
  rejectRateLimitedCalls: true,
  logger: boltLog(log),
});

/** Whether this bot may be used; false if `signal` aborts before that's known. Throws if it must not be. */
type Admit = (identity: BotIdentity, signal: AbortSignal) => Promise<boolean>;

/** Sets up Bolt for the configured mode; calls nothing before `start`, and only auth.test before the bot is admitted. */
export function connectSlack(
  config: SlackSettings,
  { isRelevant, lost, sentAt }: Hearing,
  { clock, log, metrics, admit }: { clock: Clock; log: Log; metrics: Metrics; admit: Admit },
): Slack {
  const slackClock = new SlackClock();
  const limiter = new RateLimiter(() => clock.now());
  const observer: CallObserver = {
    answered: (at) => slackClock.observe(at),
    limited({ method, channel, waitMs }) {
      metrics.slackLimited(method);
      limiter.hold(method, channel, waitMs);
    },
  };
  const options = clientOptions(config, log, observer);
  const reach: SlackReach = new SlackReach(
    () => asking.auth.test(),
    () => slack.onLost(),
  );
  const took = (call: string): void => reach.took(call);
  const outboxClient = (callFor: CallFor, assertDelivers: () => void) =>
    new RateLimitedClient(config.botToken, clientOptions(config, log, observer, assertDelivers), {
      limiter,
      callFor,
      took,
      assertDelivers,
    });
  const asking = outboxClient('people', () => {});
  const stopping = new AbortController();
  const client = new ReplyClient(config.botToken, options, { limiter, clock, stopping: stopping.signal });
  let identity: BotIdentity | null = null;
  let learning: Promise<BotIdentity | null> | null = null;
  const learn = async (): Promise<BotIdentity | null> => {
    const parts = { clock, log, signal: stopping.signal, lost: () => slack.onLost() };
    learning ??= learnIdentity(client, parts).then(async (learned) => {
      if (!learned || !(await admit(learned, stopping.signal))) return null;
      warnOfMissingScopes(learned.scopes, config, log);
      return learned;
    });
    identity = await learning;
    return identity;
  };
  const receiver =
    config.mode === 'http'
      ? new HttpReceiver(config.signingSecret, log)
      : new SocketReceiver(config.appToken, options, { clock, log, resumed: () => slack.onReconnected() });
  const app = new DurableApp(
    {
      receiver,
      authorize: async () => {
        const known = identity ?? (await orNullAfter(identityWithinMs, learn()));
        if (!known) throw new Error("It isn't known yet who the bot is, or whose database this is.");
        const { botId, userId, teamId } = known;
        // Bolt caches clients by team, and would take the team from the payload.
        return { botToken: config.botToken, botId, botUserId: userId, teamId };
      },
      clientOptions: options,
      convoStore: false,
      logger: boltLog(log),
    },
    { log, isRelevant, lost: lost(client, log), sentAt },
  );
  app.error(async (error) => {
    throw error;
  });
  const slack: Slack = {
    app,
    client,
    outboxClients: (assertDelivers) => ({
      client: outboxClient('people', assertDelivers),
      backgroundClient: outboxClient('background', assertDelivers),
    }),
    reach,
    clock: slackClock,
    accepted: () => identity !== null,
    identity() {
      if (!identity) throw new Error('Slack has not accepted the bot yet.');
      return identity;
    },
    listen: receiver.listen,
    async start() {
      if (await learn()) await receiver.start();
    },
    async stop() {
      stopping.abort();
      await receiver.stop();
    },
    ready: () => identity !== null && receiver.up,
    onReconnected() {},
    onLost() {},
  };
  return slack;
}

/** An app installed before this version may lack scopes that it needs: everything else works. */
function warnOfMissingScopes(granted: readonly string[], settings: SlackSettings, log: Log): void {
  const missing = lackingScopes(granted, wantedScopes(settings));
  if (missing.length > 0)
    log.warn(
      {
        missing,
        todo: 'Add them under "OAuth & Permissions" and reinstall the app; `npx intercom-incident doctor` says what each is for.',
      },
      'The app lacks scopes; only actions that need them fail.',
    );
}
