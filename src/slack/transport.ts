import type { WebClientOptions } from '@slack/web-api';
import { request } from 'undici';
import type { Metrics } from '../app/metrics.ts';

type Fetch = NonNullable<WebClientOptions['fetch']>;
type FetchInit = NonNullable<Parameters<Fetch>[1]>;
type FetchResponse = Awaited<ReturnType<Fetch>>;

/** How long one call to Slack may take, from its beginning to the last byte of its answer, ms. */
const callMs = 10_000;

/**
 * Makes the calls of Slack's client, and counts its 429s by method. The answer is read whole within the deadline, which
 * ends with the call. Of `fetch` with `AbortSignal.timeout` nearly twice as much outlives each collection, for such a
 * signal stays until its time is up (measured, Node 20).
 */
export const slackFetch =
  (metrics: Metrics, withinMs = callMs): Fetch =>
  async (url, init = {}) => {
    const ending = new AbortController();
    const deadline = setTimeout(() => ending.abort(new Error(`no answer within ${withinMs} ms`)), withinMs);
    try {
      const { headers, body } = await packed(init);
      const answer = await request(url, { method: 'POST', headers, body, signal: ending.signal });
      if (answer.statusCode === 429) metrics.slackLimited(methodIn(url));
      const text = await answer.body.text();
      // What redirects a call is no Slack; a proxy's page for signing in, say.
      if (answer.statusCode >= 300 && answer.statusCode < 400) throw new Error('the call was redirected');
      return response(String(url), answer, text);
    } finally {
      clearTimeout(deadline);
    }
  };

/** A file comes as a form of several parts, whose boundary belongs into the headers. */
async function packed({ headers = {}, body = '' }: FetchInit): Promise<{
  headers: Record<string, string>;
  body: string | Buffer;
}> {
  if (typeof body === 'string') return { headers, body };
  const form = new Response(body);
  return {
    headers: { ...headers, 'content-type': form.headers.get('content-type') ?? '' },
    body: Buffer.from(await form.arrayBuffer()),
  };
}

type Answer = Pick<Awaited<ReturnType<typeof request>>, 'statusCode' | 'headers'>;

function response(url: string, { statusCode, headers }: Answer, text: string): FetchResponse {
  const named = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    statusText: '',
    url,
    headers: {
      get: (name) => named.find(([known]) => known === name.toLowerCase())?.[1] ?? null,
      entries: () => named,
    },
    text: async () => text,
    json: async () => JSON.parse(text),
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  };
}

const methodIn = (url: string | URL): string =>
  /\/([a-z]+(?:\.[A-Za-z]+)+)$/.exec(String(url))?.[1] ?? 'other';
