import type { FaultAnswer } from '../../../packages/slack-sandbox/slack/api/faults.ts';
import type { DisconnectReason } from '../../../packages/slack-sandbox/slack/deliver/socket.ts';
import type { Random } from '../random.ts';
import { type Disturbance, type Engine, planDisturbances } from './disturbances.ts';

/** How a life of the bot ends: this long after its process started, or after it was ready, or inside a call. */
export type Death =
  | { readonly when: 'starting' | 'ready'; readonly afterMs: number }
  /** In its nth Slack call, before or after Slack has applied it; at the latest, this long after it was ready. */
  | {
      readonly when: 'calling';
      readonly nth: number;
      readonly moment: 'reset_before' | 'reset_after';
      readonly afterMs: number;
    };

/** The fault for the nth Slack call of a life, or for its nth acknowledgement. */
export type PlannedFault = { readonly nth: number; readonly answer: FaultAnswer };

/** The disk takes `room` more bytes per file and then no more, starting a while after ready and lasting for a while. */
export type FullDisk = { readonly afterMs: number; readonly forMs: number; readonly room: number };

/** One life of the bot, from start to end, and everything that goes wrong in it. Times in ms. */
export type Life = {
  readonly death: Death;
  readonly calls: readonly PlannedFault[];
  readonly acks: readonly PlannedFault[];
  readonly drop: { readonly afterMs: number; readonly reason: DisconnectReason | null } | null;
  /** Events that Slack sends once more, each given as a fraction (0 to 1) of all that it has sent. */
  readonly redeliver: readonly { readonly afterMs: number; readonly which: number }[];
  readonly disk: FullDisk | null;
  readonly intercom: 'healthy' | 'outage' | null;
  readonly disturbances: readonly Disturbance[];
};

/** One life in this many is long enough for a hanging call to reach the bot's own timeout of 10 s. */
const longLifeEvery = 150;

/** How long a life waits for the call in which it is to end, ms: a slow machine makes few calls per second. */
const callingWithin = 2_500;

/** Plans one life. The same random numbers give the same life. */
export function planLife(random: Random, index: number, on: Engine): Life {
  const isLong = index % longLifeEvery === longLifeEvery - 1;
  const disturbances = planDisturbances(random.fork(1), index, on);
  const span = isLong ? 14_000 : Math.max(lifeSpans[on](random), livesToSee(disturbances));
  const includes = (kind: Disturbance['kind']) => disturbances.some((one) => one.kind === kind);
  // Faults that leave no doubt have a life of their own, in which the bot must not look for anything.
  const sure = includes('connections refused');
  const whole = isLong || sure || includes('stopped') || includes('frozen');
  return {
    death: whole ? { when: 'ready', afterMs: span } : planDeath(random, span),
    calls: planFaults(random, isLong ? 12 : random.between(0, 3), isLong ? 150 : 25, () =>
      sure ? limited(random) : callFault(random),
    ),
    acks: planFaults(random, random.chance(0.3) ? random.between(1, 2) : 0, 6, () =>
      random.chance(0.5) ? 'hang' : { delayMs: random.between(20, isLong ? 3_500 : 400) },
    ),
    drop: random.chance(0.12)
      ? {
          afterMs: random.between(0, span),
          reason: random.chance(0.5) ? null : random.pick(['refresh_requested', 'warning']),
        }
      : null,
    redeliver: random.chance(0.4)
      ? [{ afterMs: random.between(0, span), which: random.chance(0.6) ? 1 : random.next() }]
      : [],
    disk:
      on === 'sqlite' && random.chance(isLong ? 0.5 : 0.08)
        ? {
            afterMs: random.between(0, Math.floor(span / 2)),
            forMs: random.between(50, isLong ? 4_000 : 400),
            room: random.chance(0.5) ? 0 : random.between(1, 30_000),
          }
        : null,
    intercom: random.chance(0.05) ? random.pick(['healthy', 'outage']) : null,
    disturbances,
  };
}

/** How long a life must last for all of its disturbances to happen, ms. */
const livesToSee = (disturbances: readonly Disturbance[]): number =>
  Math.max(
    0,
    ...disturbances.map((one) => {
      // Whoever wakes up has a while to do harm.
      if (one.kind === 'frozen') return one.afterMs + one.forMs + 1_500;
      return 'afterMs' in one ? (one.afterMs ?? 0) + 100 : 0;
    }),
  );

/** Most lives are short; some let the bot catch up. Of several bots, some live on until they have taken over. */
const lifeSpans: Readonly<Record<Engine, (random: Random) => number>> = {
  sqlite(random) {
    const kind = random.next();
    if (kind < 0.78) return random.between(0, 350);
    return kind < 0.97 ? random.between(350, 1_000) : random.between(1_000, 4_000);
  },
  postgres(random) {
    const kind = random.next();
    if (kind < 0.5) return random.between(0, 350);
    if (kind < 0.7) return random.between(350, 1_500);
    return kind < 0.9 ? random.between(1_500, 5_000) : random.between(5_000, 12_000);
  },
};

function planDeath(random: Random, afterMs: number): Death {
  if (random.chance(0.1)) return { when: 'starting', afterMs: random.between(0, 600) };
  if (random.chance(0.5)) return { when: 'ready', afterMs };
  return {
    when: 'calling',
    nth: random.between(1, 40),
    moment: random.pick(['reset_before', 'reset_after']),
    afterMs: Math.max(afterMs, callingWithin),
  };
}

function planFaults(
  random: Random,
  count: number,
  within: number,
  answer: () => FaultAnswer,
): PlannedFault[] {
  return Array.from({ length: count }, () => {
    const fault = answer();
    // The first two calls belong to startup: hanging there would only make the run longer.
    const hangs = fault === 'hang' || fault === 'hang_after';
    return { nth: random.between(hangs ? 3 : 1, within), answer: fault };
  });
}

function callFault(random: Random): FaultAnswer {
  return random.pick<() => FaultAnswer>([
    () => 'reset_before',
    () => 'reset_after',
    () => 'hang',
    () => 'hang_after',
    () => limited(random),
    () => ({ status: 500 }),
    () => ({ status: 503 }),
    () => ({ status: 500, applied: true }),
    () => ({ error: random.pick(['internal_error', 'fatal_error', 'ratelimited']) }),
    () => ({ error: random.pick(['internal_error', 'fatal_error']), applied: true }),
    () => ({ delayMs: random.between(5, 150) }),
  ])();
}

/** Refused before anything was done, beyond all doubt. */
const limited = (random: Random): FaultAnswer => ({ status: 429, retryAfter: random.between(1, 3) });
