import type { DeliveringParts } from '../app/delivery/parts-of-a-term.ts';
import type { Term } from '../app/delivery/term.ts';
import { makeTallies } from '../app/figures/read-figures.ts';
import { IndexFilling } from '../app/finding/index-filling.ts';
import { retainInbox } from '../app/inbox-retention.ts';
import { ItemReminders } from '../app/item-reminders.ts';
import { lookAtMarked } from '../app/looks/look-at-marked.ts';
import { recordEffects } from '../app/worker/record-effects.ts';
import { triageEffects } from '../app/worker/triage-effects.ts';
import { Worker } from '../app/worker/worker.ts';
import { privateChannelsOf } from '../slack/access/audience.ts';
import { ConversionCheck } from '../slack/access/conversion-check.ts';
import type { Membership } from '../slack/access/membership.ts';
import type { RoleCheck } from '../slack/access/role-check.ts';
import { MissedMessages } from '../slack/conversations/record/missed.ts';
import { slackEffects } from '../slack/effects/effect-handlers.ts';
import type { ListenerContext } from '../slack/listening/listener-context.ts';
import { watcherOf } from './checks.ts';
import { effectContextOf } from './effect-context.ts';
import type { BotParts, Working } from './parts.ts';

type People = {
  readonly membership: Membership;
  readonly roleCheck: RoleCheck;
  /** What it works with when it takes in what was missed. */
  readonly listenerContext: ListenerContext;
  /** Resolves once Slack has accepted the bot. */
  readonly connected: Promise<void>;
};

/**
 * Everything that one bot on a database does for all of them, built again for each term: what an earlier one has begun then
 * ends without another call to Slack.
 */
export function deliveringPartsOf(
  parts: BotParts,
  { commandBus, background, spareTime, metrics }: Working,
  { membership, roleCheck, listenerContext, connected }: People,
  term: Term,
): DeliveringParts {
  const { config, clock, log, store, slack, triage } = parts;
  const clients = slack.outboxClients(() => term.assertLasts());
  const inSlack = slackEffects(effectContextOf(parts, membership, clients));
  const worker = new Worker({
    ...{ store, commandBus, clock, log, metrics },
    term: term.number,
    effects: { ...inSlack, ...recordEffects(store), ...triageEffects(triage, clock) },
    reach: slack.reach,
    slackNow: () => slack.clock.now(),
    held: () => (slack.accepted() ? [] : Object.keys(inSlack)),
  });
  const watcher = watcherOf(parts, commandBus);
  const conversionCheck = new ConversionCheck({
    ...{ store: spareTime.store, commandBus, clock, background },
    client: clients.backgroundClient,
  });
  const missedMessages = new MissedMessages({
    ...{ context: listenerContext, store: spareTime.store },
    client: clients.backgroundClient,
  });
  const itemReminders = new ItemReminders({
    ...{ store: spareTime.store, clock, background },
    announceChannel: config.announceChannel,
    timeZone: config.policy.timeZone,
    profile: async (user) => {
      const kind = await membership.look(user);
      return kind && { isMember: kind === 'member', zone: membership.zoneOf(user) };
    },
    privateChannels: (user) => privateChannelsOf(clients.backgroundClient, user).catch(() => null),
    nudge: () => worker.nudge(),
  });
  const indexFilling = new IndexFilling({ store: spareTime.store, log });
  let endRetention = () => {};
  let stopped = false;
  const takeInMissed = () => {
    conversionCheck.look();
    missedMessages.read();
    background.run('look at marked messages', () =>
      lookAtMarked({ store: spareTime.store, commandBus, clock }),
    );
  };
  const startInSlack = () => {
    worker.nudge();
    roleCheck.start();
    takeInMissed();
    slack.onReconnected = takeInMissed;
    itemReminders.start();
    background.run('take in what an earlier version wrote', async () => {
      await indexFilling.run();
      await makeTallies(spareTime.store, () => stopped);
    });
  };
  return {
    async start() {
      await worker.start();
      if (stopped) return;
      watcher?.start();
      endRetention = retainInbox({ store, clock, log });
      void connected.then(() => stopped || startInSlack());
    },
    nudge: () => worker.nudge(),
    // Until Slack has accepted the bot, the start is still to come.
    missed: () => stopped || !slack.accepted() || takeInMissed(),
    async stop() {
      stopped = true;
      endRetention();
      slack.onReconnected = () => {};
      roleCheck.rest();
      conversionCheck.stop();
      missedMessages.stop();
      itemReminders.stop();
      indexFilling.stop();
      await Promise.all([worker.stop(), watcher?.stop()]);
    },
  };
}
