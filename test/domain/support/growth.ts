const rounds = 5;

/**
 * How many times as long four times as much takes: about 4 where the time grows with what there is, about 16 where it
 * grows with its square. `prepare` makes the work for a size; of some rounds, small and big by turns, the shortest
 * counts, so that another process on the machine does not.
 */
export function growth(size: number, prepare: (size: number) => () => unknown): number {
  const [small, big] = [prepare(size), prepare(4 * size)];
  const took = Array.from({ length: rounds }, () => ({ small: msOf(small), big: msOf(big) }));
  return Math.min(...took.map((ms) => ms.big)) / Math.min(...took.map((ms) => ms.small));
}

function msOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
