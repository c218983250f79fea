import { once } from 'node:events';
import type { Server } from 'node:http';
import { type Clock, passed } from '../app/clock.ts';
import { causeOf, type Log, logLock } from '../app/log.ts';
import { backoffMs } from '../app/worker/outcome.ts';
import type { Config } from '../config.ts';
import { createHealthServer, type Listening, listen, type Serving } from '../health-server.ts';
import type { Readings } from '../metrics/gauges.ts';
import type { Prometheus } from '../metrics/prometheus.ts';
import type { TimeSeen } from '../store/delivery-lease.ts';
import { openStore } from '../store/opening/open-store.ts';
import type { Store } from '../store/store.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';

type Waiting = {
  readonly clock: Clock;
  readonly log: Log;
  readonly expose: Prometheus['expose'];
  readonly onTimeSeen: (time: TimeSeen) => void;
  /** Aborts when the bot is asked to stop. */
  readonly stopping: AbortSignal;
};

/** The longest wait between two tries, ms. */
const longestMs = 10_000;

/**
 * Opens the store, and waits for a database that is away, as it would be waited for later: `/healthz` says meanwhile what is
 * wrong, `/metrics` that nothing is saved or delivered, and nothing is ready. Throws StoreUnavailable for what doesn't pass by
 * itself, CannotListen, and the reason of `stopping`.
 */
export async function openPatiently(
  { databaseUrl, slack }: Pick<Config, 'databaseUrl' | 'slack'>,
  { clock, log, expose, onTimeSeen, stopping }: Waiting,
): Promise<Store> {
  let door: Server | null = null;
  let lastReason = '';
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        const store = await openStore(databaseUrl, { onLocked: logLock(log), onTimeSeen });
        if (door) log.info('The database is there now; starting.');
        return store;
      } catch (error) {
        if (!(error instanceof StoreUnavailable && error.passes)) throw error;
        if (error.message !== lastReason)
          log.warn(
            { ...causeOf(error.cause), why: error.message },
            'Waiting for the database before starting.',
          );
        lastReason = error.message;
      }
      door ??= await waitingDoor(slack, () => expose(unstarted(clock)));
      await passed(clock, Math.min(longestMs, backoffMs(tries)), stopping);
      stopping.throwIfAborted();
    }
  } finally {
    if (door) await closed(door);
  }
}

/** What alerts have to see of a bot that hasn't started: it can't save, it isn't in Slack, and it doesn't deliver. */
const unstarted = (clock: Clock): Readings => ({
  stats: async () => null,
  writable: () => false,
  connected: () => false,
  deliversSince: () => null,
  takeovers: () => 0,
  now: () => clock.now(),
});

/** Answers about the bot's health before there is a bot. */
async function waitingDoor(where: Listening, metrics: Serving['metrics']): Promise<Server> {
  const server = createHealthServer({
    problem: () => "the database isn't there yet",
    ready: () => false,
    stopping: () => true,
    metrics,
    slack: (request) => request.destroy(),
  });
  await listen(server, where);
  return server;
}

/** Frees the port. */
async function closed(server: Server): Promise<void> {
  const done = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await done;
}
