/** Combines all reads of one turn of the event loop into a single query. */
export class AskedTogether<Id, Value> {
  readonly #readAll: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Value>>;
  #asked: { readonly ids: Set<Id>; readonly values: Promise<ReadonlyMap<Id, Value>> } | null = null;

  /** `readAll` reads the values of several IDs at once. */
  constructor(readAll: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Value>>) {
    this.#readAll = readAll;
  }

  /** Returns the value of an ID, read after this turn; undefined if there is none. */
  async read(id: Id): Promise<Value | undefined> {
    this.#asked ??= this.#ask();
    this.#asked.ids.add(id);
    return (await this.#asked.values).get(id);
  }

  #ask() {
    const ids = new Set<Id>();
    const values = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#asked = null;
      return this.#readAll([...ids]);
    });
    return { ids, values };
  }
}
