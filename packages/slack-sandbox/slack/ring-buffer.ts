/** The latest `most` of a row of things, each numbered from 1 in the order they came; older ones are let go. */
export class RingBuffer<T> {
  readonly #most: number;
  #items: T[] = [];
  #gone = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Those still kept, oldest first. */
  get all(): readonly T[] {
    return this.#items;
  }

  /** The number of the oldest that is kept. */
  get first(): number {
    return this.#gone + 1;
  }

  add(item: T): void {
    this.#items.push(item);
    if (this.#items.length <= this.#most) return;
    this.#items.shift();
    this.#gone += 1;
  }

  /** The one of this number; null when it has not come yet or is let go. */
  at(n: number): T | null {
    return this.#items[n - this.first] ?? null;
  }

  clear(): void {
    this.#items = [];
    this.#gone = 0;
  }
}
