import type { BotProcess } from '../bot/bot-process.ts';
import type { Ground } from './faults.ts';
import type { Mishap } from './mishaps.ts';

/** After its clock moved forward, a bot may sleep this long before looking at it again, ms. */
const looksAgainMs = 5_000;

/**
 * Starts what happens to a life from outside, once it's ready. Returns a function that ends what mustn't outlive it.
 */
export function befall(ground: Ground, mishaps: readonly Mishap[], bot: BotProcess): () => Promise<void> {
  const { workspace, intercom, journal, lock } = ground;
  const timers: NodeJS.Timeout[] = [];
  const endings: (() => unknown)[] = [];
  const after = (ms: number, act: () => unknown) => timers.push(setTimeout(act, ms));
  for (const mishap of mishaps)
    switch (mishap.kind) {
      case 'connections refused':
        after(mishap.afterMs, () => {
          journal.count(mishap.kind);
          const listenAgain = once(workspace.refuseConnections());
          after(mishap.forMs, listenAgain);
          endings.push(listenAgain);
        });
        break;
      case 'database locked':
        after(mishap.afterMs, () => {
          const held = lock.hold(mishap.forMs, (since) => journal.outage({ from: since, to: Date.now() }));
          if (held) journal.count(mishap.kind);
        });
        break;
      case 'clock set': {
        const { afterMs, aheadMs } = mishap;
        if (afterMs !== null) after(afterMs, () => setClock(ground, bot, aheadMs));
        break;
      }
      case 'checks flap': {
        journal.count(mishap.kind);
        let turn = 0;
        const flap = setInterval(() => {
          turn += 1;
          void intercom.set({ api: turn % 2 === 0 ? { kind: 'healthy' } : 'unavailable' });
        }, mishap.everyMs);
        endings.push(() => clearInterval(flap));
        break;
      }
      case 'announcements private':
        after(mishap.afterMs, () => {
          const { name, kind } = workspace.channel('incidents');
          if (kind !== 'public') return;
          journal.count(mishap.kind);
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
export async function setClock({ journal, clock }: Ground, bot: BotProcess, aheadMs: number): Promise<void> {
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
