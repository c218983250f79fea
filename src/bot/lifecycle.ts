import type { Server } from 'node:http';
import type { Background } from '../app/background.ts';
import type { CommandBus } from '../app/command-bus.ts';
import { makeTallies } from '../app/figures/read-figures.ts';
import type { IndexFilling } from '../app/finding/index-filling.ts';
import { retainInbox } from '../app/inbox-retention.ts';
import type { ItemReminders } from '../app/item-reminders.ts';
import { lookAtMarked } from '../app/looks/look-at-marked.ts';
import type { SpareTime } from '../app/looks/spare-time.ts';
import { reportUnreadable } from '../app/looks/unreadable-records.ts';
import { Shutdown } from '../app/shutdown.ts';
import type { StoreCare } from '../app/store-care.ts';
import type { Watcher } from '../app/watcher.ts';
import type { Worker } from '../app/worker/worker.ts';
import { listen } from '../health-server.ts';
import type { ConversionCheck } from '../slack/access/conversion-check.ts';
import type { RoleCheck } from '../slack/access/role-check.ts';
import type { BotParts } from './parts.ts';

/** The parts that are started and stopped. */
type Running = Pick<BotParts, 'store' | 'clock' | 'log' | 'slack' | 'triage'> & {
  readonly care: StoreCare;
  readonly background: Background;
  readonly spareTime: SpareTime;
  readonly worker: Worker;
  readonly watcher: Watcher | null;
  readonly roleCheck: RoleCheck;
  readonly conversionCheck: ConversionCheck;
  readonly itemReminders: ItemReminders;
  readonly indexFilling: IndexFilling;
  readonly commandBus: CommandBus;
  readonly server: Server;
};

/** The order in which the parts are started, and in which they are stopped. */
type Lifecycle = {
  readonly shutdown: Shutdown;
  /** Starts everything but Slack; throws if a part can't be started, and then nothing is left running. */
  start(where: Parameters<typeof listen>[1]): Promise<void>;
  /** Waits for Slack; true once it's ready, false at shutdown. Its effects are delivered from then on. */
  connected(): Promise<boolean>;
};

/** For the parts of one bot, none of which has been started. */
export function lifecycleOf({ store, clock, log, slack, triage, server, ...parts }: Running): Lifecycle {
  const { care, background, spareTime, worker, watcher, commandBus } = parts;
  const { roleCheck, conversionCheck, itemReminders, indexFilling } = parts;
  let endRetention = () => {};
  const shutdown = new Shutdown(
    {
      refuse: () =>
        Promise.all([
          triage.stop(),
          spareTime.stop(),
          slack.stop(),
          worker.stop(),
          watcher?.stop(),
          roleCheck.stop(),
          conversionCheck.stop(),
          itemReminders.stop(),
          indexFilling.stop(),
        ]),
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
    async start(where) {
      await orStop(async () => {
        await care.start();
        await listen(server, where);
        await worker.start();
      });
      watcher?.start();
      endRetention = retainInbox({ store, clock, log });
      background.run('look for unreadable records', () => reportUnreadable({ store: spareTime.store, log }));
    },
    async connected() {
      await orStop(() => slack.start());
      if (shutdown.begun) return false;
      worker.nudge();
      roleCheck.start();
      conversionCheck.look();
      slack.onReconnected = () => conversionCheck.look();
      itemReminders.start();
      background.run('look at marked messages', () =>
        lookAtMarked({ store: spareTime.store, commandBus, clock }),
      );
      background.run('take in what an earlier version wrote', async () => {
        await indexFilling.run();
        await makeTallies(spareTime.store, () => shutdown.begun);
      });
      return true;
    },
  };
}
