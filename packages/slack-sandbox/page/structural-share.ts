/**
 * `next` with every part that equals its counterpart in `before` replaced by that counterpart, so that unchanged parts
 * stay the same object and aren't rendered again. Both are JSON values.
 */
export function share(before: unknown, next: unknown): unknown {
  if (Object.is(before, next)) return before;
  if (Array.isArray(before) && Array.isArray(next)) return shareList(before, next);
  if (isRecord(before) && isRecord(next)) return shareRecord(before, next);
  return next;
}

function shareList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const shared = next.map((value, index) => share(before[index], value));
  const same = shared.length === before.length && shared.every((value, index) => value === before[index]);
  return same ? before : shared;
}

type Fields = Readonly<Record<string, unknown>>;

function shareRecord(before: Fields, next: Fields): Fields {
  const shared = Object.fromEntries(
    Object.entries(next).map(([key, value]) => [key, share(before[key], value)]),
  );
  const keys = Object.keys(shared);
  const same = keys.length === Object.keys(before).length && keys.every((key) => shared[key] === before[key]);
  return same ? before : shared;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
