/** The word of a list that is nearest to what was typed, by edits; null when none is near. Reads 64 characters. */
export function nearest(typed: string, words: readonly string[]): string | null {
  const wanted = typed.trim().toLowerCase().slice(0, 64);
  if (wanted.length < 3) return null;
  const ranked = words
    .map((word) => ({ word, edits: editDistance(wanted, word) }))
    .sort((one, other) => one.edits - other.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(2, Math.floor(wanted.length / 3)) ? best.word : null;
}

/** Levenshtein's distance. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, sign] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (sign === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
