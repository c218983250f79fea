/**
 * A header's value, whatever holds the headers: those of fetch, node-fetch, axios, or undici's `request()`, a Map, a
 * list of pairs, Node's flat `rawHeaders`, or a plain object. `name` must be in lower case; the names searched can be
 * in any case. Null if absent. The first value of a repeated header counts.
 */
export function findHeader(headers: unknown, name: string): string | null {
  const [, found] = pairsOf(headers).find(([key]) => String(key).toLowerCase() === name) ?? [];
  const first: unknown = Array.isArray(found) ? found[0] : found;
  return typeof first === 'string' || typeof first === 'number' ? String(first).trim() : null;
}

function pairsOf(headers: unknown): readonly (readonly unknown[])[] {
  if (typeof headers !== 'object' || headers === null) return [];
  if (!isIterable(headers)) return Object.entries(headers);
  const items = [...headers];
  const pairs = items.filter((item) => Array.isArray(item));
  if (pairs.length > 0) return pairs;
  return items.flatMap((name, index) => (index % 2 === 0 ? [[name, items[index + 1]]] : []));
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}
