import type { AddressInfo } from 'node:net';
import { Background } from './app/background.ts';
import type { Clock } from './app/clock.ts';
import { CommandBus } from './app/command-bus.ts';
import { retainInbox } from './app/inbox-retention.ts';
import { type Log, lockTold } from './app/log.ts';
import type { Metrics } from './app/metrics.ts';
import { Shutdown } from './app/shutdown.ts';
import { StoreCare } from './app/store-care.ts';
import { type TriageRun, TriageRunner } from './app/triage-runner.ts';
import { reportUnreadable } from './app/unreadable-records.ts';
import { Watcher } from './app/watcher.ts';
import { recordEffects } from './app/worker/record-effects.ts';
import { triageEffects } from './app/worker/triage-effects.ts';
import { Worker } from './app/worker/worker.ts';
import { picture } from './chart/chart.ts';
import type { Config } from './config.ts';
import type { UserId } from './domain/incident/ids.ts';
import { diagnose } from './domain/triage/diagnose.ts';
import type { Diagnosis } from './domain/triage/diagnosis.ts';
import { createHealthServer, listen } from './health-server.ts';
import { apiVersion } from './intercom/api.ts';
import { estimateImpact, impactCache } from './intercom/impact/impact.ts';
import { observe } from './intercom/triage.ts';
import { prometheus } from './metrics/prometheus.ts';
import { accessMiddleware } from './slack/access/access-middleware.ts';
import { CommanderCheck } from './slack/access/commander-check.ts';
import { Membership } from './slack/access/membership.ts';
import { Responders } from './slack/access/responders.ts';
import type { EffectContext } from './slack/effects/effect-context.ts';
import { slackEffects } from './slack/effects/effect-handlers.ts';
import { allListeners } from './slack/listeners.ts';
import type { ListenerContext } from './slack/listening/listener-context.ts';
import { isRelevantEvent } from './slack/listening/relevant-events.ts';
import { answersLost } from './slack/listening/unreadable-payloads.ts';
import { routeTo } from './slack/router.ts';
import { connectSlack, type Slack } from './slack/transport/connect-slack.ts';
import { openSqlite } from './store/sqlite/sqlite-store.ts';
import type { Store } from './store/store.ts';

/** A running bot. */
export type Bot = {
  /** The port of `/healthz`, `/readyz` and, in HTTP mode, `/slack/events`. */
  readonly port: number;
  /**
   * True once Slack has accepted the tokens and events flow, false when the bot was stopped before. Rejects with what
   * Slack answers when it refuses a token; then nothing is left running.
   */
  readonly ready: Promise<boolean>;
  /** Takes nothing new, finishes what runs within 10 s, leaves the rest owed, and closes everything. */
  stop(): Promise<void>;
};

/** What the parts have in common. */
type Common = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly slack: Slack;
  readonly triage: TriageRunner;
};

/**
 * Puts all parts together and starts them: the store first, then the health endpoints, then the outbox and the watch,
 * and Slack last, for which nobody waits: checks and promises go on while it is away, and what is owed to it waits.
 * Throws StoreUnavailable, or when it cannot listen; then nothing is left running.
 */
export async function startBot(config: Config, { clock, log }: { clock: Clock; log: Log }): Promise<Bot> {
  const store = openSqlite(config.databaseUrl, { onLocked: lockTold(log) });
  const care = new StoreCare({ store, clock, log });
  const background = new Background(log);
  const { metrics, expose } = prometheus({
    stats: () => store.stats(clock.now()),
    writable: () => care.advice() === null,
    connected: () => slack.ready(),
    now: () => clock.now(),
  });
  const slack = connectSlack(
    config.slack,
    { isRelevant: isRelevantEvent, lost: answersLost },
    { clock, log, metrics },
  );
  slack.app.onHandled = metrics.payloadHandled;
  const commandBus = new CommandBus({ store, clock, policy: config.policy, metrics });
  const triage = triageRunner(config, { clock, log, metrics });
  const common: Common = { config, clock, log, store, slack, triage };
  const context = effectContextOf(common);
  const watcher = watcherOf(common, commandBus);
  const inSlack = slackEffects(context);
  const worker = new Worker({
    ...{ store, commandBus, clock, log, metrics },
    effects: { ...inSlack, ...recordEffects, ...triageEffects(triage, clock) },
    reach: slack.reach,
    slackNow: () => slack.clock.now(),
    held: () => (slack.accepted() ? [] : Object.keys(inSlack)),
  });
  commandBus.onEffectsOwed = () => worker.nudge();
  const now = () => clock.now();
  const membership = new Membership({ client: slack.client, home: () => slack.identity(), now, log });
  const look = (user: UserId) => membership.look(user);
  const commanderCheck = new CommanderCheck({ store, commandBus, clock, background, look });
  const people = { membership, commanderCheck };
  const listenerContext = listenerContextOf(common, { commandBus, background }, people);
  slack.app.use(accessMiddleware(listenerContext));
  routeTo(allListeners(listenerContext), slack.app);
  const server = createHealthServer({
    problem: () => care.advice()?.what ?? null,
    ready: () => !shutdown.begun && slack.ready(),
    stopping: () => shutdown.begun,
    metrics: expose,
    slack: slack.listen,
  });
  let endRetention = () => {};
  const shutdown = new Shutdown(
    {
      refuse: () =>
        Promise.all([triage.stop(), slack.stop(), worker.stop(), watcher?.stop(), commanderCheck.stop()]),
      finish: () => Promise.all([slack.app.settled(), background.settled()]),
      close: async () => {
        endRetention();
        care.stop();
        server.close();
        server.closeAllConnections();
        await store.close();
      },
    },
    log,
  );
  try {
    await care.start();
    await listen(server, config.slack);
    await worker.start();
  } catch (error) {
    await shutdown.run();
    throw error;
  }
  watcher?.start();
  endRetention = retainInbox({ store, clock, log });
  background.run('look for unreadable records', () => reportUnreadable({ store, log }));
  return {
    port: portOf(server.address()),
    ready: connected(slack, shutdown, () => {
      worker.nudge();
      commanderCheck.start();
    }),
    stop: () => shutdown.run(),
  };
}

/** Waits for Slack; true when it is there, false at a stop. What is owed to it is done from then on. */
async function connected(slack: Slack, shutdown: Shutdown, begin: () => void): Promise<boolean> {
  try {
    await slack.start();
  } catch (error) {
    await shutdown.run();
    throw error;
  }
  if (!shutdown.begun) begin();
  return !shutdown.begun;
}

function triageRunner(
  { intercom }: Config,
  parts: { clock: Clock; log: Log; metrics: Metrics },
): TriageRunner {
  const observed = () => observe(intercom, () => parts.clock.now());
  return new TriageRunner({ ...parts, observe: observed, timeoutMs: intercom.timeoutMs });
}

function effectContextOf({ config, clock, store, slack }: Common): EffectContext {
  return {
    client: slack.outboxClient,
    backgroundClient: slack.backgroundClient,
    store,
    clock,
    timeZone: config.policy.timeZone,
    announceChannel: config.announceChannel,
    picture,
    workspaceUrl: () => slack.identity().workspaceUrl,
    statusPage: config.intercom.statusUrl,
    self: () => slack.identity().userId,
  };
}

function watcherOf({ config, clock, log, triage }: Common, commandBus: CommandBus): Watcher | null {
  if (!config.watchEveryMs) return null;
  const run = async (due: number) => verdict(await triage.repeated(due));
  return new Watcher(config.watchEveryMs, { commandBus, clock, log, triage: run });
}

/** What a run says of itself, to those who have no earlier ones; null when there is nothing to say. */
const verdict = (run: TriageRun): Diagnosis | null =>
  run.kind === 'seen' ? diagnose(run.observations) : null;

type ForPeople = Pick<ListenerContext, 'commandBus' | 'background'>;

type People = { readonly membership: Membership; readonly commanderCheck: CommanderCheck };

function listenerContextOf(
  { config, clock, log, store, slack, triage }: Common,
  parts: ForPeople,
  { membership, commanderCheck }: People,
): ListenerContext {
  const { intercom, policy } = config;
  const now = () => clock.now();
  const host = new URL(intercom.apiUrl).host;
  const impacts = impactCache(now);
  const counting = { ...intercom, timeoutMs: Math.min(intercom.timeoutMs, formWaitsMs) };
  return {
    ...parts,
    store,
    clock,
    policy,
    log,
    client: slack.client,
    admit: (user, team) => membership.refusal(user, team),
    memberKind: (user) => membership.memberKind(user),
    recheckCommander: () => commanderCheck.doubt(),
    async profileChanged(event) {
      const profile = membership.readProfileEvent(event);
      if (profile) await commanderCheck.learned(profile.user, profile.kind);
    },
    responders: new Responders({ groups: config.slack.responders, client: slack.client, now, log }),
    workspaceUrl: () => slack.identity().workspaceUrl,
    monitored: {
      intercom: host,
      asked: intercom.token !== null,
      statusPage: intercom.statusUrl,
      health: intercom.healthUrl && new URL(intercom.healthUrl).host,
      watchEveryMs: config.watchEveryMs,
    },
    intercom: () => ({
      region: intercom.region,
      host,
      apiVersion,
      apiUrl: intercom.apiUrl,
      healthUrl: intercom.healthUrl,
    }),
    impact: (windows) => estimateImpact(counting, windows, impacts, now),
    random: Math.random,
    triage: async () => verdict(await triage.asked()),
  };
}

/** How long a form waits for its estimate, ms, before it has the last one: Slack gives three seconds to open it. */
const formWaitsMs = 1_200;

const portOf = (address: string | AddressInfo | null): number =>
  address !== null && typeof address === 'object' ? address.port : 0;
