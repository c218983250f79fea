/** Tells those who wait that something in the workspace changed; changes of one turn are told once. */
export class ChangeNotifier {
  #listeners = new Set<() => void>();
  #told = true;

  /** Says that something changed. */
  notify(): void {
    if (!this.#told) return;
    this.#told = false;
    setImmediate(() => {
      this.#told = true;
      for (const listener of [...this.#listeners]) listener();
    });
  }

  /** Calls `listener` after every change, until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
