import type { SimulatedIntercom } from '../../../packages/intercom-sandbox/start.ts';
import type { FaultAnswer } from '../../../packages/slack-sandbox/slack/api/faults.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { BotClock } from '../bot/bot-clock.ts';
import type { BotProcess } from '../bot/bot-process.ts';
import type { ChaosDatabase } from '../database/chaos-database.ts';
import type { EventObserver } from '../evidence/event-observer.ts';
import type { FaultKind, Journal } from '../evidence/journal.ts';
import { emptyDisk, fillDisk } from './disk.ts';
import type { Disturbance } from './disturbances.ts';
import type { NewerVersion } from './newer-version.ts';
import type { PermanentFaults } from './permanent-faults.ts';
import type { Life } from './restarts.ts';

/** What a life's faults act on. */
export type ChaosContext = {
  readonly workspace: Workspace;
  readonly intercom: SimulatedIntercom;
  readonly journal: Journal;
  readonly database: ChaosDatabase;
  /** The time by which the bots judge: that of their server's clock, or of the only host there is. */
  readonly clock: BotClock;
  /** The clock of the host that this life runs on. */
  readonly host: BotClock;
  readonly observer: EventObserver;
  /** What happens to all bots at the moment, so that another life needn't begin it. */
  readonly underway: Set<Disturbance['kind']>;
  readonly newer: NewerVersion;
  readonly permanentFaults: PermanentFaults;
  /** Gets progress messages. */
  readonly log: (line: string) => void;
};

/** What the report calls a call's fault. */
function named(answer: FaultAnswer): FaultKind {
  if (answer === 'reset_before') return 'reset before';
  if (answer === 'reset_after') return 'reset after';
  if (answer === 'hang') return 'hang before';
  if (answer === 'hang_after') return 'hang after';
  if ('delayMs' in answer) return 'slow answer';
  if ('error' in answer) return answer.applied ? 'error answered after' : 'error answered';
  if (answer.status === 429) return '429';
  return answer.applied ? '5xx after' : '5xx';
}

/**
 * Queues the faults for one life's Slack calls and acknowledgements. `die` is called inside the call in which it is to
 * die, if it's one that can be its own (`calls`). Returns a function that removes those that didn't happen.
 */
export function injectCallFaults(
  { workspace, journal }: ChaosContext,
  life: Life,
  { die, calls: canCall }: { readonly die: () => void; readonly calls: () => boolean },
): () => void {
  const { faults } = workspace;
  let calls = 0;
  let acks = 0;
  // Queued first, so that it sees every request; it never matches.
  const planned = [
    faults.add({ method: '*', answer: 'hang', when: () => ++calls === 0 }),
    faults.add({ method: 'ack', answer: 'hang', when: () => ++acks === 0 }),
  ];
  const { death } = life;
  const at = (nth: number, then: () => void) => () => {
    if (calls < nth) return false;
    then();
    return true;
  };
  if (death.when === 'calling')
    planned.push(
      faults.add({
        method: '*',
        answer: death.moment,
        when: () => canCall() && at(death.nth, die)(),
      }),
    );
  for (const { nth, answer } of life.calls)
    planned.push(faults.add({ method: '*', answer, when: at(nth, () => journal.count(named(answer))) }));
  for (const { nth, answer } of life.acks)
    planned.push(
      faults.add({
        method: 'ack',
        answer,
        when() {
          if (acks < nth) return false;
          journal.count(answer === 'hang' ? 'ack lost' : 'ack late');
          return true;
        },
      }),
    );
  return () => {
    for (const remove of planned) remove();
  };
}

/** Starts the rest of a life's faults, now that the bot is ready. Returns a function that ends them. */
export function injectFaults(context: ChaosContext, life: Life, bot: BotProcess): () => void {
  const { workspace, intercom, journal, database } = context;
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number, act: () => void) => timers.push(setTimeout(act, ms));
  const { drop, disk } = life;
  if (drop)
    after(drop.afterMs, () => {
      journal.count('socket dropped');
      workspace.dropConnections(drop.reason ?? undefined);
    });
  for (const { afterMs, which } of life.redeliver)
    after(afterMs, () => {
      const events = workspace.deliveries.filter(({ kind }) => kind === 'events_api');
      const event = events[Math.min(events.length - 1, Math.floor(which * events.length))];
      if (!event) return;
      journal.count('event redelivered');
      void workspace.redeliver(event.id);
    });
  let fullSince: number | null = null;
  const emptied = () => {
    if (fullSince !== null) journal.outage({ from: fullSince, to: Date.now() });
    fullSince = null;
  };
  if (disk)
    after(disk.afterMs, () => {
      void fillDisk(bot.pid, `${database.file}-wal`, disk.room).then((full) => {
        if (!full) return;
        fullSince = Date.now();
        journal.count('disk full');
        after(disk.forMs, () => void emptyDisk(bot.pid).then(emptied));
      });
    });
  if (life.intercom) {
    journal.count('Intercom changed');
    void intercom.set({ api: life.intercom === 'healthy' ? { kind: 'healthy' } : 'unavailable' });
  }
  return () => {
    for (const timer of timers) clearTimeout(timer);
    emptied();
  };
}
