import type { BotProcess } from '../bot/bot-process.ts';
import type { Disturbance } from './disturbances.ts';
import type { ChaosContext } from './faults.ts';

/** How long it may take until another bot delivers when the one that does is gone, ms. */
export const takeoverMs = 5_000;

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
  const { workspace, intercom, journal, database, underway } = context;
  const timers: NodeJS.Timeout[] = [];
  const endings: (() => unknown)[] = [];
  const after = (ms: number, act: () => unknown) => timers.push(setTimeout(act, ms));
  for (const disturbance of disturbances)
    switch (disturbance.kind) {
      case 'connections refused':
        after(disturbance.afterMs, () => {
          // Another bot's life has it at the moment, and so this one as well.
          if (underway.has(disturbance.kind)) return;
          underway.add(disturbance.kind);
          journal.count(disturbance.kind);
          const accept = workspace.refuseConnections();
          const listenAgain = once(() => accept().finally(() => underway.delete(disturbance.kind)));
          after(disturbance.forMs, listenAgain);
          endings.push(listenAgain);
        });
        break;
      case 'database locked':
        after(disturbance.afterMs, async () => {
          const held = await database.lock.hold(disturbance.forMs, (since) =>
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
      case 'frozen':
        after(disturbance.afterMs, () => {
          const noted = freeze(context, bot);
          endings.push(() => noted);
          after(disturbance.forMs, () => thaw(context, bot));
        });
        break;
      case 'connections cut':
        after(disturbance.afterMs, () => {
          journal.count(disturbance.kind);
          return database.server?.cut();
        });
        break;
      case 'database away':
        after(disturbance.afterMs, () => {
          const back = stopDatabase(context, disturbance);
          endings.push(() => back);
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

/** The process does nothing any longer, and doesn't know; its host, its connections, and its claims stay as they are. */
async function freeze({ journal, database }: ChaosContext, bot: BotProcess): Promise<void> {
  bot.signal('SIGSTOP');
  const now = Date.now();
  journal.count('frozen');
  journal.down(bot, now);
  if ((await database.server?.deliverer()) !== bot.pid) return;
  journal.count('frozen while delivering');
  journal.outage({ from: now, to: now + takeoverMs });
}

function thaw({ journal }: ChaosContext, bot: BotProcess): void {
  bot.signal('SIGCONT');
  journal.up(bot, Date.now());
}

async function stopDatabase(
  { database, journal, underway }: ChaosContext,
  { kind, how, forMs }: Extract<Disturbance, { kind: 'database away' }>,
): Promise<void> {
  if (underway.has(kind)) return;
  underway.add(kind);
  journal.count(how === 'fast' ? 'database stopped' : 'database crashed');
  const from = Date.now();
  await database.server?.restart(how, forMs);
  journal.outage({ from, to: Date.now() + takeoverMs });
  underway.delete(kind);
}

/** Sets the clock of a running bot's host this far ahead of the machine's, ms. */
export async function setClock(
  { journal, host }: ChaosContext,
  bot: BotProcess,
  aheadMs: number,
): Promise<void> {
  const before = host.aheadMs;
  const at = await bot.setClock(aheadMs);
  if (at === null || aheadMs === before) return;
  journal.count(aheadMs > before ? 'clock set ahead' : 'clock set back');
  host.set(aheadMs, at);
  if (aheadMs > before) journal.outage({ from: at, to: at + looksAgainMs });
}

function once<T>(act: () => T): () => T {
  let done: { readonly result: T } | null = null;
  return () => {
    done ??= { result: act() };
    return done.result;
  };
}
