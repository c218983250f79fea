import { NoLongerDelivering } from '../../store/delivery-lease.ts';

/** One time of delivering: from when a bot took the right to when it gives it up, or can no longer be sure that it has it. */
export class Term {
  readonly number: number;
  readonly #elapsed: () => number;
  #until: number;

  /** `until`: when it ends unless it's extended, ms of `elapsed`, which is monotonic. */
  constructor(number: number, until: number, elapsed: () => number) {
    this.number = number;
    this.#until = until;
    this.#elapsed = elapsed;
  }

  /** When it ends, ms. */
  get until(): number {
    return this.#until;
  }

  get lasts(): boolean {
    return this.#elapsed() < this.#until;
  }

  extend(until: number): void {
    this.#until = until;
  }

  end(): void {
    this.#until = Number.NEGATIVE_INFINITY;
  }

  /** For before each call to Slack: a process that was frozen learns here that it no longer delivers. */
  assertLasts(): void {
    if (!this.lasts) throw new NoLongerDelivering(this.number);
  }
}
