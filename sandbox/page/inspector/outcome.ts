/** How something ended, for people: its colour, and the words beside the colour. */
export type Outcome = { readonly tone: 'good' | 'bad' | 'open'; readonly words: string };

const good = new Set(['ok', 'acknowledged']);
const open = new Set(['waiting', 'under way']);

/** The outcome of a call or delivery as `SeenCall` and `SeenDelivery` name it: `ok`, an error, an HTTP status. */
export function outcomeOf(outcome: string): Outcome {
  if (good.has(outcome)) return { tone: 'good', words: outcome };
  if (open.has(outcome)) return { tone: 'open', words: outcome };
  const status = /^(?:HTTP )?(\d{3})$/.exec(outcome)?.[1];
  if (status === undefined) return { tone: 'bad', words: outcome };
  return { tone: Number(status) < 400 ? 'good' : 'bad', words: `HTTP ${status}` };
}

/** How long a call took (ms): `8 ms`, `1.25 s`; `open` while it has no answer. */
export function tookText(ms: number | null): string {
  if (ms === null) return 'open';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}
