/** The latest `most` items of a sequence, each numbered from 1 in the order they came; older ones are dropped. */
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

  /** The number of the oldest item kept. */
  get first(): number {
    return this.#gone + 1;
  }

  add(item: T): void {
    this.#items.push(item);
    if (this.#items.length <= this.#most) return;
    this.#items.shift();
    this.#gone += 1;
  }

  /** The item with this number; null if it hasn't come yet or has been dropped. */
  at(n: number): T | null {
    return this.#items[n - this.first] ?? null;
  }

  clear(): void {
    this.#items = [];
    this.#gone = 0;
  }
}
