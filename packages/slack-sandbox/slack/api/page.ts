import { SlackError } from '../errors.ts';
import type { JsonObject } from '../json.ts';

/** One page of a list, and the cursor for the next (empty on the last). */
export type ListPage<T> = { readonly items: T[]; readonly metadata: JsonObject };

/**
 * Cuts a page out of a list. Throws `invalid_cursor` for a cursor that it didn't issue, and `invalid_limit` below 1.
 */
export function page<T>(items: readonly T[], limit: number, cursor: string | undefined): ListPage<T> {
  if (limit < 1 || limit > 1000) throw new SlackError('invalid_limit');
  const start = cursor === undefined || cursor === '' ? 0 : position(cursor, items.length);
  const end = start + limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), metadata: { next_cursor: next } };
}

function position(cursor: string, length: number): number {
  const match = /^next:(\d+)$/u.exec(Buffer.from(cursor, 'base64').toString());
  const start = Number(match?.[1] ?? -1);
  if (start < 0 || start > length) throw new SlackError('invalid_cursor');
  return start;
}
