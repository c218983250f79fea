/** A span of time, UTC ms. */
export type Span = { readonly from: number; readonly to: number };

/** What went wrong, by kind, as the report counts it. */
export type FaultKind =
  | 'kill -9'
  | 'kill -9 inside a call'
  | 'kill -9 while starting'
  | 'stopped'
  | 'reset before'
  | 'reset after'
  | 'hang before'
  | 'hang after'
  | '429'
  | '5xx'
  | '5xx after'
  | 'error answered'
  | 'error answered after'
  | 'error for good'
  | 'connections refused'
  | 'slow answer'
  | 'ack lost'
  | 'ack late'
  | 'socket dropped'
  | 'event redelivered'
  | 'disk full'
  | 'database locked'
  | 'database stopped'
  | 'database crashed'
  | 'connections cut'
  | 'frozen'
  | 'frozen while delivering'
  | 'clock set ahead'
  | 'clock set back'
  | 'newer version'
  | 'announcements private'
  | 'channel private'
  | 'incident moved'
  | 'form corrected'
  | 'checks flap'
  | 'life without doubt'
  | 'Intercom changed';

/** A bot that works for less than this between two outages isn't back, ms: a crash loop is one outage. */
const backAfterMs = 3_000;

/** When no bot could work, and how often they were disrupted. */
export class Journal {
  readonly counts = new Map<FaultKind, number>();
  readonly #outages: Span[] = [];
  readonly #up = new Set<object>();
  #downSince: number | null;

  /** Nothing works until a bot is ready for the first time. `now` is UTC ms. */
  constructor(now: number) {
    this.#downSince = now;
  }

  readonly count = (kind: FaultKind): void => {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  };

  /** One of the bots can't work any longer. */
  down(bot: object, now: number): void {
    this.#up.delete(bot);
    if (this.#up.size === 0) this.#downSince ??= now;
  }

  /** One of the bots works. */
  up(bot: object, now: number): void {
    this.#up.add(bot);
    if (this.#downSince !== null) this.#outages.push({ from: this.#downSince, to: now });
    this.#downSince = null;
  }

  /** Records that something else kept the bot from working for a while. */
  outage(span: Span): void {
    this.#outages.push(span);
  }

  /** All outages so far, those that are close together as one. */
  get outages(): readonly Span[] {
    return merged(this.#outages);
  }

  /** How much of a span the bot couldn't work, ms; overlapping outages count once. `more` are others to count. */
  within({ from, to }: Span, more: readonly Span[] = []): number {
    let covered = 0;
    for (const span of merged([...this.#outages, ...more]))
      covered += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
    return covered;
  }
}

/** Outages merged if they overlap or are close together. */
function merged(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from - last.to < backAfterMs)
      all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else all.push(span);
  }
  return all;
}
