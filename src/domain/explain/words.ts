import { ownerWord } from '../triage/words.ts';
import type { Explained } from './by-body.ts';
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

/** One entry: whose problem it is, its title, what the error said, the cause, the fix, whether a retry helps, the example. */
function entryLines({ owner, title, said, cause, retry, fix, example }: Explained): string[] {
  const lines = [
    `Whose problem: ${ownerWord(owner)}`,
    title,
    ...(said === null ? [] : [`It says: “${said}”`]),
    `Cause: ${cause}`,
    `Fix: ${fix}`,
    `Retry: ${retry}`,
  ];
  return example === null ? lines : [...lines, '```', ...example.code.split('\n'), '```'];
}
