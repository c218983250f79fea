/** How something ended, for people: its color, and the words beside the color. */
export type Outcome = { readonly tone: 'good' | 'bad' | 'open'; readonly words: string };

const good = new Set(['ok', 'acked']);

/**
 * The outcome of a call (`ok`, Slack's error, an HTTP status from 400, `no answer`) or delivery (`acked`, `refused with
 * 500`, `timeout`, `lost`); either can be `under way`.
 */
export function outcomeOf(outcome: string): Outcome {
  if (good.has(outcome)) return { tone: 'good', words: outcome };
  if (outcome === 'under way') return { tone: 'open', words: outcome };
  return { tone: 'bad', words: /^\d{3}$/.test(outcome) ? `HTTP ${outcome}` : outcome };
}

/** How long a call took (ms): `8 ms`, `1.25 s`; `open` until it has a response. */
export function tookText(ms: number | null): string {
  if (ms === null) return 'open';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}
