import { ownerWord } from '../triage/format.ts';
import type { Explanation } from './explain.ts';
import type { Explained } from './explain-body.ts';

const maxEntries = 6;

/** Returns an explanation as plain text, one line per item; examples are fenced. */
export function explanationLines(explanation: Explanation): string[] {
  const ids = explanation.requestIds.length === 0 ? [] : [`request_id: ${explanation.requestIds.join(', ')}`];
  if (explanation.kind === 'unknown') return [explanation.text, ...ids];
  const shown = explanation.entries
    .slice(0, maxEntries)
    .flatMap((entry, index) => [...(index === 0 ? [] : ['']), ...entryLines(entry)]);
  const more = explanation.entries.length - maxEntries;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : []), ...ids];
}

/** A failed write may have been carried out; sending it again would do it twice. */
function retryOfWrite(written: string): string {
  const what = written === 'a write' ? 'this was a write' : `this was a ${written}`;
  return `not blindly: ${what}, and it may have succeeded although it failed here. First check whether it did (find what it should have created or changed). Send it again, once, only if it didn't or if it's idempotent.`;
}

/**
 * One entry: whose problem it is, its title, what the error said, the cause, the fix, whether a retry helps, the
 * example.
 */
function entryLines(entry: Explained): string[] {
  const { owner, whose, title, message, cause, retry, written, fix, example } = entry;
  const lines = [
    `Whose problem: ${whose ?? ownerWord(owner)}`,
    title,
    ...(message === null ? [] : [`It says: "${message}"`]),
    `Cause: ${cause}`,
    `Fix: ${fix}`,
    `Retry: ${written === undefined ? retry : retryOfWrite(written)}`,
  ];
  return example === null ? lines : [...lines, '```', ...example.code.split('\n'), '```'];
}
