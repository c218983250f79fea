/** Runs work under one key in the order it was given, one after the other. Under another key, it doesn't wait. */
export class OneByOne {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Resolves or rejects as the work does. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key);
    const running = (before === undefined ? work() : before.then(work, work)).finally(() => {
      if (this.#last.get(key) === running) this.#last.delete(key);
    });
    this.#last.set(key, running);
    return running;
  }
}
