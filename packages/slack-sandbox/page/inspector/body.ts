import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { Json } from '../../slack/json.ts';
import { expanded } from './expanded.ts';

/** Fetches the body of a call or delivery: `GET /inspect/<kind>/<n>`. Rejects if there is none. */
export type FetchBody = (kind: 'calls' | 'deliveries', n: number) => Promise<unknown>;

/** One named part of a body, such as a call's `args`. */
export type Part = readonly [name: string, value: Json];

/** A body that is loading, loaded as its parts, or unavailable. */
export type Body =
  | { readonly state: 'loading' }
  | { readonly state: 'here'; readonly parts: readonly Part[] }
  | { readonly state: 'gone' };

const jsonBody = z.json();

/** The body of one call or delivery, fetched once; give the component a new `key` to fetch it again. */
export function useBody(fetchBody: FetchBody, kind: 'calls' | 'deliveries', n: number): Body {
  const [body, setBody] = useState<Body>({ state: 'loading' });
  useEffect(() => {
    let current = true;
    const settle = (next: Body) => current && setBody(next);
    fetchBody(kind, n).then(
      (found) => settle(read(found)),
      () => settle({ state: 'gone' }),
    );
    return () => {
      current = false;
    };
  }, [fetchBody, kind, n]);
  return body;
}

function read(found: unknown): Body {
  const json = jsonBody.safeParse(found);
  return json.success ? { state: 'here', parts: partsOf(expanded(json.data)) } : { state: 'gone' };
}

/** The lists and objects in a body by name, such as its arguments and response; a body without any is one part. */
export function partsOf(body: Json): readonly Part[] {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return [['body', body]];
  const parts = Object.entries(body).filter(([, value]) => typeof value === 'object' && value !== null);
  return parts.length > 0 ? parts : [['body', body]];
}
