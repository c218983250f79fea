/** A span of time, UTC ms. */
export type Span = { readonly from: number; readonly to: number };

/** What went wrong, by its kind, as the report counts it. */
export type Trouble =
  | 'kill -9'
  | 'kill -9 inside a call'
  | 'kill -9 while starting'
  | 'reset before'
  | 'reset after'
  | 'hang'
  | '429'
  | '5xx'
  | 'error answered'
  | 'slow answer'
  | 'ack lost'
  | 'ack late'
  | 'socket dropped'
  | 'event redelivered'
  | 'disk full'
  | 'Intercom changed';

/** When the bot could not work, and how often it was troubled. */
export class Journal {
  readonly counts = new Map<Trouble, number>();
  readonly #outages: Span[] = [];
  #downSince: number | null;

  /** The bot is down until it is ready for the first time. `now` is UTC ms. */
  constructor(now: number) {
    this.#downSince = now;
  }

  count(trouble: Trouble): void {
    this.counts.set(trouble, (this.counts.get(trouble) ?? 0) + 1);
  }

  down(now: number): void {
    this.#downSince ??= now;
  }

  up(now: number): void {
    if (this.#downSince !== null) this.#outages.push({ from: this.#downSince, to: now });
    this.#downSince = null;
  }

  /** Something else kept the bot from working for a while. */
  outage(span: Span): void {
    this.#outages.push(span);
  }

  /** How much of a span the bot could not work, ms; overlapping outages count once. `more` are others to count. */
  within({ from, to }: Span, more: readonly Span[] = []): number {
    const inside = [...this.#outages, ...more]
      .map((span) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
      .filter((span) => span.to > span.from)
      .sort((a, b) => a.from - b.from);
    let covered = 0;
    let reached = from;
    for (const span of inside) {
      covered += Math.max(0, span.to - Math.max(reached, span.from));
      reached = Math.max(reached, span.to);
    }
    return covered;
  }
}
