import type { Random } from '../random.ts';

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
  | { readonly kind: 'stopped' };

const second = 1_000;
const minute = 60 * second;
const day = 1_440 * minute;

/** How far clocks are wrong, ms: as corrected by a time server, on a laptop that slept, by an operator's mistake. */
const wrongBy = [2 * second, 40 * second, 3 * minute, 10 * minute, 3 * 60 * minute, day] as const;

type Plan = (random: Random) => Disturbance;

const clockSet: Plan = (random) => ({
  kind: 'clock set',
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

/** Each recurs, so that even a short run includes every kind. */
const round: readonly (readonly Plan[])[] = [
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

/** The life in each round in which the announcement channel becomes private, unless it already is. */
const privateAt = 6;

/** Plans what happens to one life from outside. The same random numbers give the same plan. */
export function planDisturbances(random: Random, index: number): Disturbance[] {
  const planned = (round[index % round.length] ?? []).map((plan) => plan(random));
  return index % round.length === privateAt
    ? [...planned, { kind: 'announcements private', afterMs: random.between(0, 300) }]
    : planned;
}
