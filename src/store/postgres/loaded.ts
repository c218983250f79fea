/** What something pure looks up, loaded before it's asked again. */
export class Loaded<Id, Value> {
  readonly #load: (id: Id) => Promise<Value | null>;
  readonly #values = new Map<Id, Value | null>();
  readonly #lacking = new Set<Id>();

  constructor(load: (id: Id) => Promise<Value | null>) {
    this.#load = load;
  }

  /** What was loaded; null, for now, if it wasn't. */
  get = (id: Id): Value | null => {
    if (!this.#values.has(id)) this.#lacking.add(id);
    return this.#values.get(id) ?? null;
  };

  /** Loads what was lacking; returns whether anything was. */
  async load(): Promise<boolean> {
    const lacking = [...this.#lacking];
    this.#lacking.clear();
    for (const id of lacking) this.#values.set(id, await this.#load(id));
    return lacking.length > 0;
  }
}

/** Asks something pure again and again, with what it lacked, until it lacks nothing. */
export async function askLoading<Result>(
  ask: () => Result,
  ...from: readonly { readonly load: () => Promise<boolean> }[]
): Promise<Result> {
  for (;;) {
    const result = ask();
    let lacked = false;
    for (const loaded of from) lacked = (await loaded.load()) || lacked;
    if (!lacked) return result;
  }
}
