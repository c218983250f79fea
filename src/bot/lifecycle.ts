import type { Server } from 'node:http';
import type { Background } from '../app/background.ts';
import type { Delivery } from '../app/delivery/delivery.ts';
import type { SpareTime } from '../app/looks/spare-time.ts';
import { reportUnreadable } from '../app/looks/unreadable-records.ts';
import type { ReadLag } from '../app/read-lag.ts';
import { Shutdown } from '../app/shutdown.ts';
import type { StoreCare } from '../app/store-care.ts';
import { listen } from '../health-server.ts';
import type { RoleCheck } from '../slack/access/role-check.ts';
import type { BotParts } from './parts.ts';

/** The parts that are started and stopped. */
type Running = Pick<BotParts, 'store' | 'log' | 'slack' | 'triage'> & {
  readonly care: StoreCare;
  readonly readLag: ReadLag;
  readonly background: Background;
  readonly spareTime: SpareTime;
  readonly delivery: Delivery;
  readonly roleCheck: RoleCheck;
  readonly server: Server;
};

/** The order in which the parts are started, and in which they are stopped. */
type Lifecycle = {
  readonly shutdown: Shutdown;
  /** Starts everything but Slack; throws if a part can't be started, and then nothing is left running. */
  start(where: Parameters<typeof listen>[1]): Promise<void>;
  /** Waits for Slack; true once it's ready, false at shutdown. */
  connect(): Promise<boolean>;
  /** Resolves once it's ready. */
  readonly connected: Promise<void>;
};

/** For the parts of one bot, none of which has been started. */
export function lifecycleOf({ store, log, slack, triage, server, ...parts }: Running): Lifecycle {
  const { care, readLag, background, spareTime, delivery, roleCheck } = parts;
  const shutdown = new Shutdown(
    {
      refuse: () =>
        Promise.all([triage.stop(), spareTime.stop(), slack.stop(), delivery.stop(), roleCheck.stop()]),
      finish: () => Promise.all([slack.app.settled(), background.settled()]),
      close: async () => {
        care.stop();
        readLag.stop();
        server.close();
        server.closeAllConnections();
        await store.close();
      },
    },
    log,
  );
  let sayConnected = () => {};
  const connected = new Promise<void>((resolve) => {
    sayConnected = resolve;
  });
  const orStop = async (begin: () => Promise<void>): Promise<void> => {
    try {
      await begin();
    } catch (error) {
      await shutdown.run();
      throw error;
    }
  };
  return {
    shutdown,
    connected,
    async start(where) {
      await orStop(async () => {
        await care.start();
        await listen(server, where);
        await delivery.start();
      });
      background.run('look for unreadable records', () => reportUnreadable({ store: spareTime.store, log }));
    },
    async connect() {
      await orStop(() => slack.start());
      if (shutdown.begun) return false;
      sayConnected();
      return true;
    },
  };
}
