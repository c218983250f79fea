/** How many calls of one kind are in flight at once: if Slack rejects one, few others meet the same. */
const callsAtOnce = 2;

/** How long a call waits for its turn, ms of real time: two calls that hang must not block the worker's slots. */
const waitsMs = 1_000;

/** No turn came in time: earlier calls are still in flight. */
export class NoTurn extends Error {
  override readonly name = 'NoTurn';
}

/** Gives out turns by kind, first come, first served. */
export class Turns {
  readonly #waitsMs: number;
  readonly #atOnce: number;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Map<string, readonly (() => void)[]>();

  constructor(forMs = waitsMs, atOnce = callsAtOnce) {
    this.#waitsMs = forMs;
    this.#atOnce = atOnce;
  }

  /** Runs `work` when its turn comes; throws NoTurn if that isn't in time. */
  async take<Result>(kind: string, work: () => Promise<Result>): Promise<Result> {
    const taken = this.#taken.get(kind) ?? 0;
    if (taken < this.#atOnce) this.#taken.set(kind, taken + 1);
    else await this.#wait(kind);
    try {
      return await work();
    } finally {
      this.#pass(kind);
    }
  }

  #wait(kind: string): Promise<void> {
    return new Promise((go, give) => {
      const called = () => {
        clearTimeout(timer);
        go();
      };
      const timer = setTimeout(() => {
        this.#setWaiting(
          kind,
          this.#queue(kind).filter((other) => other !== called),
        );
        give(new NoTurn());
      }, this.#waitsMs);
      this.#setWaiting(kind, [...this.#queue(kind), called]);
    });
  }

  /** The turn goes to whoever has waited longest, or becomes free. */
  #pass(kind: string): void {
    const [next, ...rest] = this.#queue(kind);
    this.#setWaiting(kind, rest);
    const left = (this.#taken.get(kind) ?? 1) - 1;
    if (next) next();
    else if (left > 0) this.#taken.set(kind, left);
    else this.#taken.delete(kind);
  }

  #queue(kind: string): readonly (() => void)[] {
    return this.#waiting.get(kind) ?? [];
  }

  #setWaiting(kind: string, queue: readonly (() => void)[]): void {
    if (queue.length > 0) this.#waiting.set(kind, queue);
    else this.#waiting.delete(kind);
  }
}
