/**
 * The word in a list that is nearest to what was typed: at most one typo per three letters, and at least one allowed.
 * Null if none is near. Reads 64 characters.
 */
export function nearest(typed: string, words: readonly string[]): string | null {
  const wanted = typed.trim().toLowerCase().slice(0, 64);
  if (wanted.length < 3) return null;
  const [best] = words
    .map((word) => ({ word, mistakes: mistakes(wanted, word) }))
    .sort((one, other) => one.mistakes - other.mistakes);
  return best && best.mistakes <= Math.max(1, Math.floor(wanted.length / 3)) ? best.word : null;
}

/** Letters left out, added, changed, or swapped with their neighbor (the optimal string alignment distance). */
function mistakes(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
