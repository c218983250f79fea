/**
 * A map for successive states, each of which has all entries of the one before plus one. Versions share their
 * entries, so adding costs the same at any size. A version never changes. Adding to one that isn't the newest (for
 * example because the newer one's transaction failed) copies the entries.
 */
export class AppendOnlyMap<Key, Value> {
  readonly size: number;
  /** In the order they were added; those from `size` on belong to later versions. */
  readonly #shared: Map<Key, { readonly place: number; readonly value: Value }>;

  constructor(shared: Map<Key, { readonly place: number; readonly value: Value }> = new Map()) {
    this.#shared = shared;
    this.size = shared.size;
  }

  has(key: Key): boolean {
    return this.#own(key) !== null;
  }

  get(key: Key): Value | undefined {
    return this.#own(key)?.value;
  }

  /** This map with one more entry; the map itself if it has the key already. */
  with(key: Key, value: Value): AppendOnlyMap<Key, Value> {
    if (this.has(key)) return this;
    const isNewest = this.#shared.size === this.size;
    const shared = isNewest ? this.#shared : new Map([...this.#shared].slice(0, this.size));
    return new AppendOnlyMap(shared.set(key, { place: this.size, value }));
  }

  *[Symbol.iterator](): IterableIterator<readonly [Key, Value]> {
    for (const [key, { place, value }] of this.#shared) {
      if (place >= this.size) return;
      yield [key, value];
    }
  }

  /** The keys, in the order they were added. */
  keys(): Key[] {
    return [...this].map(([key]) => key);
  }

  /** The values, in the order they were added. */
  values(): Value[] {
    return [...this].map(([, value]) => value);
  }

  #own(key: Key) {
    const entry = this.#shared.get(key);
    return entry && entry.place < this.size ? entry : null;
  }
}
