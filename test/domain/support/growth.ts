/** Rounds after which a work that seems to grow too fast is believed to. */
const roundsMax = 15;
/** What counts as plainly linear, so that no further round is needed. */
const plain = 7;

/**
 * How many times as long four times as much takes: about 4 where the time grows with what there is, about 16 where it
 * grows with its square. `prepare` makes the work for a size. The processor's time counts, small and big by turns, and
 * of each the best round, so that a busy machine only takes more of them.
 */
export function growth(size: number, prepare: (size: number) => () => unknown): number {
  const [small, big] = [prepare(size), prepare(4 * size)];
  const best = { small: Number.POSITIVE_INFINITY, big: Number.POSITIVE_INFINITY };
  for (let round = 0; round < roundsMax && (round < 2 || best.big / best.small > plain); round += 1) {
    best.small = Math.min(best.small, msOf(small));
    best.big = Math.min(best.big, msOf(big));
  }
  return best.big / best.small;
}

function msOf(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
}
