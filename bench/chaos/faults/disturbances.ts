import type { Random } from '../random.ts';

/** What keeps the bots' records. */
export type Engine = 'sqlite' | 'postgres';

/** What happens to a life from outside, besides its calls' faults. Times in ms after it was ready. */
export type Disturbance =
  /** Nothing listens at Slack's address for a while: not a byte of a call is sent. */
  | { readonly kind: 'connections refused'; readonly afterMs: number; readonly forMs: number }
  /** Another program holds the database locked. */
  | { readonly kind: 'database locked'; readonly afterMs: number; readonly forMs: number }
  /** The bot's clock is set, before its start (`afterMs` is null) or while it's running. */
  | { readonly kind: 'clock set'; readonly afterMs: number | null; readonly aheadMs: number }
  /**
   * After it ends, another version runs and writes something unknown to this one; that is undone this many lives later.
   */
  | { readonly kind: 'newer version'; readonly row: 'event' | 'effect'; readonly lives: number }
  /** The checks keep changing their result. */
  | { readonly kind: 'checks flap'; readonly everyMs: number }
  /** People make the announcement channel private. */
  | { readonly kind: 'announcements private'; readonly afterMs: number }
  /** It's stopped as an operator does, rather than killed. */
  | { readonly kind: 'stopped' }
  /** It does nothing for longer than its right to deliver lasts, and then believes that it still has it. */
  | { readonly kind: 'frozen'; readonly afterMs: number; readonly forMs: number }
  /** The server ends everybody's connections to the database. */
  | { readonly kind: 'connections cut'; readonly afterMs: number }
  /** The server of the database is stopped, or crashes, and is started again. */
  | {
      readonly kind: 'database away';
      readonly how: 'fast' | 'immediate';
      readonly afterMs: number;
      readonly forMs: number;
    };

const second = 1_000;
const minute = 60 * second;
const day = 1_440 * minute;

/** How far clocks are wrong, ms: as corrected by a time server, on a laptop that slept, by an operator's mistake. */
const wrongBy = [2 * second, 40 * second, 3 * minute, 10 * minute, 3 * 60 * minute, day] as const;

type Plan = (random: Random) => Disturbance;

const clockSet = (random: Random) => ({
  kind: 'clock set' as const,
  afterMs: random.chance(0.5) ? null : random.between(0, 500),
  aheadMs: random.chance(0.35) ? 0 : random.pick(wrongBy) * random.pick([1, -1]),
});
const locked: Plan = (random) => ({
  kind: 'database locked',
  afterMs: random.between(0, 300),
  forMs: random.chance(0.2) ? random.between(1_500, 4_000) : random.between(100, 1_500),
});
const refused: Plan = (random) => ({
  kind: 'connections refused',
  afterMs: random.between(0, 300),
  forMs: random.between(100, 1_500),
});
const newer =
  (row: 'event' | 'effect'): Plan =>
  (random) => ({ kind: 'newer version', row, lives: random.between(1, 3) });
const flapping: Plan = (random) => ({ kind: 'checks flap', everyMs: random.between(200, 2_500) });
const stopped: Plan = () => ({ kind: 'stopped' });
const frozen: Plan = (random) => ({
  kind: 'frozen',
  afterMs: random.between(0, 1_500),
  forMs: random.between(4_500, 8_000),
});
const cut: Plan = (random) => ({ kind: 'connections cut', afterMs: random.between(0, 600) });
const away: Plan = (random) => ({
  kind: 'database away',
  how: random.pick(['fast', 'immediate']),
  afterMs: random.between(0, 600),
  forMs: random.chance(0.3) ? random.between(2_000, 6_000) : random.between(0, 1_000),
});
/** A host with a wrong clock, from the start. */
const otherClock: Plan = (random) => ({ ...clockSet(random), afterMs: null });

type Round = readonly (readonly Plan[])[];

/** Each recurs, so that even a short run includes every kind. */
const round: Round = [
  [flapping],
  [newer('event')],
  [clockSet],
  [locked],
  [stopped],
  [refused],
  [clockSet, flapping],
  [newer('effect')],
  [],
  [clockSet, locked],
  [flapping],
  [],
];

/** The same for several bots on a server's database. */
const roundOfSeveral: Round = [
  [otherClock, frozen],
  [flapping],
  [locked],
  [otherClock, stopped],
  [frozen],
  [refused],
  [otherClock, cut],
  [away],
  [frozen, cut],
  [],
  [otherClock],
  [cut, flapping],
];

/** The life in each round in which the announcement channel becomes private, unless it already is. */
const privateAt = 6;

/** Plans what happens to one life from outside. The same random numbers give the same plan. */
export function planDisturbances(random: Random, index: number, on: Engine): Disturbance[] {
  const all = on === 'sqlite' ? round : roundOfSeveral;
  const planned = (all[index % all.length] ?? []).map((plan) => plan(random));
  return index % all.length === privateAt
    ? [...planned, { kind: 'announcements private', afterMs: random.between(0, 300) }]
    : planned;
}
