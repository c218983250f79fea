import type { IncomingMessage, ServerResponse } from 'node:http';
import { SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Clock } from '../app/clock.ts';
import { causeOf, type Log } from '../app/log.ts';
import { type Metrics, noMetrics } from '../app/metrics.ts';
import { boltLog } from './bolt-log.ts';
import { Connection } from './connection.ts';
import { DurableApp } from './durable-app.ts';
import { gateEnvelopes } from './envelope-gate.ts';
import { HttpReceiver } from './http-receiver.ts';
import { type Identity, learnIdentity } from './identity.ts';
import { eventMatters } from './listeners/request-ids.ts';
import { PacedClient, Pacing } from './pacing.ts';
import { lackingScopes, wantedScopes } from './scopes.ts';
import type { SlackSettings } from './settings.ts';
import { slackFetch } from './transport.ts';

/** The connection to Slack in either mode: what comes in goes to `app`, what goes out through `client`. */
export type Slack = {
  readonly app: DurableApp;
  /** For replies to people, never queued. */
  readonly client: WebClient;
  /** For the outbox, paced by Slack's rate limits. */
  readonly outboxClient: WebClient;
  /** Known once started. */
  identity(): Identity;
  /** Serves `POST /slack/events`; null in Socket Mode. */
  readonly listen: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  /** Resolves when the token is accepted and events flow; throws when Slack refuses a token. */
  start(): Promise<void>;
  /** Takes no new payload over the socket; the HTTP server is somebody else's to close. */
  stop(): Promise<void>;
  ready(): boolean;
};

/** The outbox is the only place that retries, so the client never does. */
export const clientOptions = (
  config: Pick<SlackSettings, 'apiUrl'>,
  log: Log,
  metrics: Metrics = noMetrics,
) => ({
  slackApiUrl: config.apiUrl,
  retryConfig: { retries: 0 },
  fetch: slackFetch(metrics),
  rejectRateLimitedCalls: true,
  logger: boltLog(log),
});

/** Sets up Bolt for the mode that the configuration asks for; nothing is sent before `start`. */
export function connectSlack(config: SlackSettings, clock: Clock, log: Log, metrics = noMetrics): Slack {
  const options = clientOptions(config, log, metrics);
  const client = new WebClient(config.botToken, options);
  let identity: Identity | null = null;
  let learning: Promise<Identity> | null = null;
  const learn = async (): Promise<Identity> => {
    learning ??= learnIdentity(client, clock, log).then((learned) => {
      warnOfMissingScopes(learned.scopes, config, log);
      return learned;
    });
    identity = await learning;
    return identity;
  };
  const receiver = makeReceiver(config, log);
  const app = new DurableApp(
    {
      receiver,
      authorize: async () => {
        const { botId, userId, teamId } = identity ?? (await learn());
        // Bolt keeps clients by team, and would take the team from the payload.
        return { botToken: config.botToken, botId, botUserId: userId, teamId };
      },
      clientOptions: options,
      convoStore: false,
      logger: boltLog(log),
    },
    { log, matters: eventMatters },
  );
  app.error(async (error) => {
    throw error;
  });
  if (receiver instanceof SocketModeReceiver) gateEnvelopes(receiver.client, log);
  const connection =
    receiver instanceof SocketModeReceiver ? new Connection(receiver.client, clock, log) : null;
  return {
    app,
    client,
    outboxClient: new PacedClient(config.botToken, options, new Pacing(() => clock.now())),
    identity() {
      if (!identity) throw new Error('Slack has not been started.');
      return identity;
    },
    listen: receiver instanceof HttpReceiver ? receiver.listen : null,
    async start() {
      await learn();
      await connection?.start();
    },
    async stop() {
      await connection?.stop();
    },
    ready: () => identity !== null && (connection?.up ?? true),
  };
}

/** An installation from before a new version may lack what that version asks for: the rest goes on. */
function warnOfMissingScopes(granted: readonly string[], { responders }: SlackSettings, log: Log): void {
  const missing = lackingScopes(granted, wantedScopes(responders));
  if (missing.length > 0)
    log.warn(
      { missing },
      'The app lacks scopes. What needs them is told and put aside, the rest goes on. Add them under "OAuth & Permissions" and reinstall the app; `npx intercom-incident doctor` says what each is for.',
    );
}

function makeReceiver(config: SlackSettings, log: Log): HttpReceiver | SocketModeReceiver {
  if (config.mode === 'http') return new HttpReceiver(config.signingSecret, log);
  return new SocketModeReceiver({
    appToken: config.appToken,
    autoReconnectEnabled: false,
    logger: boltLog(log),
    processEventErrorHandler: async ({ error }) => {
      log.error(causeOf(error), 'An event could not be kept; Slack sends it again.');
      return false;
    },
    installerOptions: { clientOptions: clientOptions(config, log) },
  });
}
