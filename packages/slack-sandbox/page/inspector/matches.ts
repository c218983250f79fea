/** Whether every word of the filter occurs in the texts, whatever its case. An empty filter keeps everything. */
export function matches(filter: string, ...texts: readonly string[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
