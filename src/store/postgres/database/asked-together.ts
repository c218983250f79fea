/** Reads what is asked for in one turn of the event loop all at once. */
export class AskedTogether<Id, Value> {
  readonly #readAll: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Value>>;
  #asked: { readonly ids: Set<Id>; readonly values: Promise<ReadonlyMap<Id, Value>> } | null = null;

  /** `readAll` returns what there is for each of some IDs. */
  constructor(readAll: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Value>>) {
    this.#readAll = readAll;
  }

  /** What there is for an ID when the turn ends or later; undefined for nothing. */
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
