import type { BotProcess } from '../bot/bot-process.ts';
import type { Disturbance } from './disturbances.ts';
import type { ChaosContext } from './faults.ts';

/** After its clock moved forward, a bot may sleep this long before looking at it again, ms. */
const looksAgainMs = 5_000;

/**
 * Starts what happens to a life from outside, once it's ready. Returns a function that ends what mustn't outlive it.
 */
export function disturb(
  context: ChaosContext,
  disturbances: readonly Disturbance[],
  bot: BotProcess,
): () => Promise<void> {
  const { workspace, intercom, journal, lock } = context;
  const timers: NodeJS.Timeout[] = [];
  const endings: (() => unknown)[] = [];
  const after = (ms: number, act: () => unknown) => timers.push(setTimeout(act, ms));
  for (const disturbance of disturbances)
    switch (disturbance.kind) {
      case 'connections refused':
        after(disturbance.afterMs, () => {
          journal.count(disturbance.kind);
          const listenAgain = once(workspace.refuseConnections());
          after(disturbance.forMs, listenAgain);
          endings.push(listenAgain);
        });
        break;
      case 'database locked':
        after(disturbance.afterMs, () => {
          const held = lock.hold(disturbance.forMs, (since) =>
            journal.outage({ from: since, to: Date.now() }),
          );
          if (held) journal.count(disturbance.kind);
        });
        break;
      case 'clock set': {
        const { afterMs, aheadMs } = disturbance;
        if (afterMs !== null) after(afterMs, () => setClock(context, bot, aheadMs));
        break;
      }
      case 'checks flap': {
        journal.count(disturbance.kind);
        let turn = 0;
        const flap = setInterval(() => {
          turn += 1;
          void intercom.set({ api: turn % 2 === 0 ? { kind: 'healthy' } : 'unavailable' });
        }, disturbance.everyMs);
        endings.push(() => clearInterval(flap));
        break;
      }
      case 'announcements private':
        after(disturbance.afterMs, () => {
          const { name, kind } = workspace.channel('incidents');
          if (kind !== 'public') return;
          journal.count(disturbance.kind);
          workspace.person('alice').makePrivate(name);
        });
        break;
      case 'newer version':
      case 'stopped':
        break;
    }
  return async () => {
    for (const timer of timers) clearTimeout(timer);
    await Promise.all(endings.map((end) => end()));
  };
}

/** Sets the clock of a running bot this far ahead of the machine's, ms. */
export async function setClock(
  { journal, clock }: ChaosContext,
  bot: BotProcess,
  aheadMs: number,
): Promise<void> {
  const before = clock.aheadMs;
  const at = await bot.setClock(aheadMs);
  if (at === null || aheadMs === before) return;
  journal.count(aheadMs > before ? 'clock set ahead' : 'clock set back');
  clock.set(aheadMs, at);
  if (aheadMs > before) journal.outage({ from: at, to: at + looksAgainMs });
}

function once<T>(act: () => T): () => T {
  let done: { readonly result: T } | null = null;
  return () => {
    done ??= { result: act() };
    return done.result;
  };
}
