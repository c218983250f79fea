import type { Entry } from './entry.ts';
import type { Explanation } from './explain.ts';

const maxEntries = 6;

/** An explanation as plain text, one line an item; examples stand in fences. */
export function explanationLines(explanation: Explanation): string[] {
  const ids = explanation.requestIds.length === 0 ? [] : [`request_id: ${explanation.requestIds.join(', ')}`];
  if (explanation.kind === 'unknown') return [explanation.said, ...ids];
  const shown = explanation.entries
    .slice(0, maxEntries)
    .flatMap((entry, index) => [...(index === 0 ? [] : ['']), ...entryLines(entry)]);
  const more = explanation.entries.length - maxEntries;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : []), ...ids];
}

/** One entry: its title, cause, whether a retry helps, the fix, and the example. */
export function entryLines({ title, cause, retry, fix, example }: Entry): string[] {
  const lines = [title, `Cause: ${cause}`, `Retry: ${retry}`, `Fix: ${fix}`];
  return example === null ? lines : [...lines, '```', ...example.code.split('\n'), '```'];
}
