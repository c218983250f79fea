import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../src/config.ts';
import { type BotProcess, spawnBot } from './bot/bot-process.ts';
import { disturb, takeoverMs } from './faults/disturb.ts';
import type { Disturbance } from './faults/disturbances.ts';
import { type ChaosContext, injectCallFaults, injectFaults } from './faults/faults.ts';
import type { Life } from './faults/restarts.ts';
import type { Random } from './random.ts';
import type { Violation } from './violation.ts';

/** How long a start can take before it counts as failed, ms. */
const startWithin = 60_000;
/** How long a stop can take, ms: work in progress has 10 s, and the machine is busy. */
const stopWithin = 25_000;

const disturbanceOf = <Kind extends Disturbance['kind']>(life: Life | null, kind: Kind) =>
  life?.disturbances.find((one): one is Extract<Disturbance, { kind: Kind }> => one.kind === kind);

/** Starts the bot for a life, with its host's clock set as planned; for the last one (null), with a correct clock. */
export function startLife({ host, journal }: ChaosContext, life: Life | null, env: Environment): BotProcess {
  const planned = disturbanceOf(life, 'clock set');
  const before = host.aheadMs;
  const aheadMs = life ? (planned?.afterMs === null ? planned.aheadMs : before) : 0;
  if (aheadMs !== before) journal.count(aheadMs > before ? 'clock set ahead' : 'clock set back');
  host.set(aheadMs, Date.now());
  return spawnBot(env, aheadMs);
}

/** While the bot is down, another version may run, or the rows it wrote are restored. */
export function betweenLives({ newer, journal }: ChaosContext, life: Life, random: Random): void {
  newer.lifeOver();
  const planned = disturbanceOf(life, 'newer version');
  if (planned && newer.run(random, planned.row, planned.lives)) journal.count('newer version');
}

/** One life, from its start to its end. Returns what it did wrong by ending on its own. */
export async function runLife(context: ChaosContext, bot: BotProcess, life: Life): Promise<Violation[]> {
  const { journal, database } = context;
  const { death } = life;
  let die = () => {};
  const dying = new Promise<void>((resolve) => {
    die = resolve;
  });
  const tidy = injectCallFaults(context, life, {
    die() {
      journal.count('kill -9 inside a call');
      die();
    },
    // Of several bots, only the one that delivers makes calls.
    calls: () => database.server === null || bot.delivers,
  });
  const endings: (() => unknown)[] = [];
  try {
    if (death.when === 'starting') {
      journal.count('kill -9 while starting');
      await Promise.race([sleep(death.afterMs), bot.ended]);
    } else {
      await Promise.race([bot.ready, dying, sleep(startWithin)]);
      journal.up(bot, Date.now());
      endings.push(injectFaults(context, life, bot), disturb(context, life.disturbances, bot));
      await Promise.race([sleep(death.afterMs), dying, bot.ended]);
    }
    return await ended(context, life, bot);
  } finally {
    await Promise.all(endings.map((end) => end()));
    tidy();
    journal.down(bot, Date.now());
    await bot.kill();
    const now = Date.now();
    if ((await database.server?.deliverer()) === bot.pid) journal.outage({ from: now, to: now + takeoverMs });
  }
}

/** Ends it as planned. Returns what it did wrong in doing so. */
async function ended({ journal }: ChaosContext, life: Life, bot: BotProcess): Promise<Violation[]> {
  const byItself = await Promise.race([bot.ended.then((code) => ({ code })), sleep(0, null)]);
  if (byItself || !disturbanceOf(life, 'stopped')) {
    journal.count('kill -9');
    return byItself ? [endedByItself(byItself.code, bot)] : [];
  }
  journal.count('stopped');
  const stopping = Date.now();
  journal.down(bot, stopping);
  const code = await Promise.race([bot.stop(), sleep(stopWithin, 'never')]);
  // It ends what runs first.
  if (bot.delivers) journal.outage({ from: stopping, to: Date.now() });
  return code === 0
    ? []
    : [
        {
          kind: 'broken',
          incident: 'the bot',
          what: `a stop ended with ${code}`,
          look: bot.lines.slice(-5).join('\n'),
        },
      ];
}

const endedByItself = (code: number | null, bot: BotProcess): Violation => ({
  kind: 'broken',
  incident: 'the bot',
  what: `ended by itself with code ${code}`,
  look: bot.lines.slice(-5).join('\n'),
});
