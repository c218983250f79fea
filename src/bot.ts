import type { AddressInfo } from 'node:net';
import { Background } from './app/background.ts';
import type { Clock } from './app/clock.ts';
import { CommandBus } from './app/command-bus.ts';
import { Delivery } from './app/delivery/delivery.ts';
import type { Log } from './app/log.ts';
import { SpareTime } from './app/looks/spare-time.ts';
import { ReadLag } from './app/read-lag.ts';
import { StoreCare } from './app/store-care.ts';
import { triageRunner } from './bot/checks.ts';
import { deliveringPartsOf } from './bot/delivering-parts.ts';
import { isHome } from './bot/home-workspace.ts';
import { lifecycleOf } from './bot/lifecycle.ts';
import { listenerContextOf } from './bot/listener-context.ts';
import { openPatiently } from './bot/open-patiently.ts';
import type { BotParts } from './bot/parts.ts';
import type { Config } from './config.ts';
import type { UserId } from './domain/incident/ids.ts';
import { createHealthServer } from './health-server.ts';
import { prometheus } from './metrics/prometheus.ts';
import { accessMiddleware } from './slack/access/access-middleware.ts';
import { Membership } from './slack/access/membership.ts';
import { RoleCheck } from './slack/access/role-check.ts';
import { allListeners } from './slack/listeners.ts';
import { isRelevantEvent } from './slack/listening/relevant-events.ts';
import { answersLost } from './slack/listening/unreadable-payloads.ts';
import { routeTo } from './slack/router.ts';
import { connectSlack } from './slack/transport/connect-slack.ts';
import type { TimeSeen } from './store/delivery-lease.ts';
import type { StoreUnavailable } from './store/store-unavailable.ts';

/** What the bot runs with besides its settings. */
type BotOptions = {
  readonly clock: Clock;
  readonly log: Log;
  /** How long a form waits for what it offers, ms; 1200 by default. */
  readonly formWaitMs?: number;
  /** Told what time it is by a database that other bots use too, before anything is written and then every few seconds. */
  readonly onTimeSeen?: (time: TimeSeen) => void;
  /** Ends a start that waits for its database. */
  readonly stopping?: AbortSignal;
};

const never = new AbortController().signal;

/** A running bot. */
export type Bot = {
  /** The port of `/healthz`, `/readyz`, and, in HTTP mode, `/slack/events`. */
  readonly port: number;
  /**
   * True once Slack has accepted the tokens and events flow, false if the bot was stopped before. Rejects with
   * Slack's error if it refuses a token; then nothing is left running.
   */
  readonly ready: Promise<boolean>;
  /** Whether something is being done in spare time, which may rest for a while without a request or an effect that is owed. */
  readonly busy: boolean;
  /** Resolves once a newer version has migrated the database, with what to do: this one has to stop. */
  readonly outdated: Promise<StoreUnavailable>;
  /** Accepts nothing new, finishes running work within 10 s, leaves the rest in the outbox, and closes everything. */
  stop(): Promise<void>;
};

/**
 * Builds all parts and starts them: first the store, then the health endpoints, then the outbox and monitoring, and
 * Slack last. Nothing waits for Slack: checks and deadlines go on while it's down, and its effects wait in the
 * outbox. A PostgreSQL that is away is waited for. Throws StoreUnavailable, or if it can't listen, or when `stopping` aborts
 * meanwhile; then nothing is left running.
 */
export async function startBot(config: Config, options: BotOptions): Promise<Bot> {
  const { clock, log, formWaitMs = 1_200, onTimeSeen = () => {}, stopping = never } = options;
  const { metrics, expose } = prometheus();
  const store = await openPatiently(config, { clock, log, expose, onTimeSeen, stopping });
  let sayOutdated = (_why: StoreUnavailable): void => {};
  const outdated = new Promise<StoreUnavailable>((resolve) => {
    sayOutdated = resolve;
  });
  const care = new StoreCare({
    ...{ store, clock, log },
    onBack: () => delivery.missed(),
    onOutdated: (why) => sayOutdated(why),
  });
  const background = new Background(log);
  const readLag = new ReadLag(clock);
  const spareTime = new SpareTime(store);
  const slack = connectSlack(
    config.slack,
    { isRelevant: isRelevantEvent, lost: answersLost, sentAt: () => readLag.sentAt() },
    {
      clock,
      log,
      metrics,
      admit: (identity, signal) =>
        isHome(store, identity, { clock, log, signal, lost: () => slack.onLost() }),
    },
  );
  slack.app.onHandled = metrics.payloadHandled;
  const commandBus = new CommandBus({ store, clock, policy: config.policy, metrics });
  const triage = triageRunner(config, { clock, log, metrics });
  const parts: BotParts = { config, clock, log, store, slack, triage, formWaitMs };
  const now = () => clock.now();
  const membership = new Membership({ client: slack.client, home: () => slack.identity(), now, log });
  store.lease.onAccount((user) => membership.doubt(user));
  const look = (user: UserId) => membership.look(user);
  const roleCheck = new RoleCheck({ store: spareTime.store, commandBus, clock, background, look });
  const working = { commandBus, background, spareTime, metrics };
  const people = { membership, roleCheck };
  const delivery = new Delivery({
    ...{ lease: store.lease, clock, log },
    reachesSlack: async () => slack.accepted() && (await slack.reach.since(slack.reach.taken())),
    build: (term) =>
      deliveringPartsOf(parts, working, { ...people, listenerContext, connected: lifecycle.connected }, term),
  });
  commandBus.onEffectsOwed = () => delivery.nudge();
  commandBus.onNotSaved = (error) => care.changeFailed(error);
  slack.onLost = () => delivery.offer();
  const listenerContext = listenerContextOf(parts, { commandBus, background }, people);
  slack.app.use(accessMiddleware(listenerContext));
  routeTo(allListeners(listenerContext), slack.app);
  const server = createHealthServer({
    problem: () => care.advice()?.what ?? null,
    ready: () => !lifecycle.shutdown.begun && slack.ready() && !care.advice()?.leaveToOthers,
    stopping: () => lifecycle.shutdown.begun,
    metrics: () =>
      expose({
        stats: () => store.stats(clock.now()),
        writable: () => care.advice() === null,
        connected: () => slack.ready(),
        deliversSince: () => delivery.since,
        takeovers: () => delivery.takeovers,
        now: () => clock.now(),
      }),
    slack: slack.listen,
  });
  const lifecycle = lifecycleOf({
    ...{ log, store, slack, triage },
    ...{ care, readLag, background, spareTime, delivery, roleCheck, server },
  });
  await lifecycle.start(config.slack);
  return {
    port: portOf(server.address()),
    ready: lifecycle.connect(),
    get busy() {
      return spareTime.busy;
    },
    outdated,
    stop: () => lifecycle.shutdown.run(),
  };
}

const portOf = (address: string | AddressInfo | null): number =>
  address !== null && typeof address === 'object' ? address.port : 0;
