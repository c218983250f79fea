/** How many calls of one kind are on their way to Slack at once: when it refuses one, few others meet the same. */
const atOnce = 2;

/** Gives out turns by kind, first come, first served. */
export class Turns {
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  /** Does `work` when its turn has come. */
  async take<Result>(kind: string, work: () => Promise<Result>): Promise<Result> {
    const taken = this.#taken.get(kind) ?? 0;
    if (taken < atOnce) this.#taken.set(kind, taken + 1);
    else await new Promise<void>((go) => this.#waiting.set(kind, [...(this.#waiting.get(kind) ?? []), go]));
    try {
      return await work();
    } finally {
      this.#pass(kind);
    }
  }

  /** The turn goes to who waits longest, or is free again. */
  #pass(kind: string): void {
    const [next, ...rest] = this.#waiting.get(kind) ?? [];
    if (rest.length > 0) this.#waiting.set(kind, rest);
    else this.#waiting.delete(kind);
    const left = (this.#taken.get(kind) ?? 1) - 1;
    if (next) next();
    else if (left > 0) this.#taken.set(kind, left);
    else this.#taken.delete(kind);
  }
}
