/** Notifies listeners that something in the workspace changed; changes within one turn are notified once. */
export class ChangeNotifier {
  #listeners = new Set<() => void>();
  #told = true;

  /** Reports a change. */
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
