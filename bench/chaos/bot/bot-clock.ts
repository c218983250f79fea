type Setting = { readonly from: number; readonly aheadMs: number };

/** How far the bot's clock was ahead of the machine's (ms), and from when (UTC ms by the machine's clock). */
export class BotClock {
  readonly #settings: Setting[] = [{ from: 0, aheadMs: 0 }];

  /** How far it's ahead now, ms. */
  get aheadMs(): number {
    return this.#settings.at(-1)?.aheadMs ?? 0;
  }

  set(aheadMs: number, from: number): void {
    if (aheadMs !== this.aheadMs) this.#settings.push({ from, aheadMs });
  }

  /** What it shows now. */
  now(): number {
    return Date.now() + this.aheadMs;
  }

  /** The latest time that it showed between two moments. */
  latest(from: number, to: number): number {
    const shown = this.#stretches().filter((one) => one.from <= to && one.to >= from);
    return Math.max(...shown.map(({ aheadMs, to: end }) => Math.min(to, end) + aheadMs));
  }

  /** Since when it had continuously shown `due` or later, at a moment when it did; `by` itself if it didn't. */
  reached(due: number, by: number): number {
    let since = by;
    for (const { from, to, aheadMs } of this.#stretches().toReversed()) {
      if (from > by) continue;
      if (Math.min(to, by) + aheadMs < due) break;
      since = Math.max(from, due - aheadMs);
      if (since > from) break;
    }
    return since;
  }

  #stretches(): (Setting & { readonly to: number })[] {
    return this.#settings.map((one, i) => ({
      ...one,
      to: this.#settings[i + 1]?.from ?? Number.POSITIVE_INFINITY,
    }));
  }
}
