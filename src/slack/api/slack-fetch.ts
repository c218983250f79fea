import { Readable } from 'node:stream';
import type { WebClientOptions } from '@slack/web-api';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { parseJson } from '../../domain/text/parse-json.ts';

type Fetch = NonNullable<WebClientOptions['fetch']>;
type FetchInit = NonNullable<Parameters<Fetch>[1]>;
type FetchResponse = Awaited<ReturnType<Fetch>>;

/** How long one call to Slack may take, from its beginning to the last byte of its answer, ms. */
const callMs = 10_000;

/**
 * Calls go by HTTP/1.1: there a request has its connection to itself, so that a call of which nothing was sent is known.
 * undici 8 would take HTTP/2 from whoever offers it.
 */
const dispatcher = new Agent({ allowH2: false });

/** Who hears what the calls of every client tell beside their answers. */
export type CallObserver = {
  /** An answer of Slack's came, at this time by Slack's clock (UTC ms). */
  answered(at: number): void;
  /** Slack limits a method, of a channel's messages where it says so, for so many ms. */
  limited(call: { readonly method: string; readonly channel: string | null; readonly waitMs: number }): void;
};

/** For who needs nothing but the answers. */
export const noObserver: CallObserver = { answered() {}, limited() {} };

/** A call of which not a byte was sent: Slack cannot have heard of it. */
export class NothingSent extends Error {
  override readonly name = 'NothingSent';
}

/** Something on the way answered for Slack, which may have done the call or not. `said` is what came, `HTTP 403` say. */
export class NotSlack extends Error {
  override readonly name = 'NotSlack';
  readonly answer: string;
  constructor(answer: string) {
    super(`Something between the bot and Slack returned ${answer}.`);
    this.answer = answer;
  }
}

/**
 * Makes the calls of Slack's client, and tells `hear` what they say of Slack's time and limits. The answer is read whole
 * within the deadline, which ends with the call. `fetch` with `AbortSignal.timeout` would leave nearly twice as much
 * after each garbage collection, for such a signal stays until its time is up (measured, Node 20).
 */
export const slackFetch =
  (observer: CallObserver, withinMs = callMs): Fetch =>
  async (url, init = {}) => {
    const ending = new AbortController();
    const deadline = setTimeout(() => ending.abort(new Error(`no answer within ${withinMs} ms`)), withinMs);
    const sending = { begun: false };
    try {
      const { headers, body } = await packed(init);
      const length = String(Buffer.byteLength(body));
      const answer = await request(url, {
        method: 'POST',
        dispatcher,
        headers: { ...headers, 'content-length': length },
        body: watched(body, sending),
        signal: ending.signal,
      });
      observe(observer, url, body, answer);
      const text = await answer.body.text();
      const strange = notSlacks(methodIn(url), answer.statusCode, text);
      if (strange !== null) throw new NotSlack(strange);
      return response(String(url), answer, text);
    } catch (error) {
      throw sending.begun ? error : new NothingSent('not a byte was sent', { cause: error });
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

/** The connection reads the body when it stands, and not before. */
const watched = (body: string | Buffer, sending: { begun: boolean }): Readable =>
  new Readable({
    read() {
      sending.begun = true;
      this.push(body);
      this.push(null);
    },
  });

/** A page of a proxy's has a clock of its own. */
function observe(observer: CallObserver, url: string | URL, body: string | Buffer, answer: Answer): void {
  const { statusCode, headers } = answer;
  const at = Date.parse(String(headers.date));
  if (/^application\/json\b/.test(String(headers['content-type'])) && !Number.isNaN(at))
    observer.answered(at);
  if (statusCode !== 429) return;
  const channel = typeof body === 'string' ? new URLSearchParams(body).get('channel') : null;
  observer.limited({ method: methodIn(url), channel, waitMs: retryAfterMs(String(headers['retry-after'])) });
}

/** What came instead of an answer of Slack's to one of its methods: a proxy's page, say; null when it may be Slack's. */
function notSlacks(method: string, status: number, text: string): string | null {
  if (status >= 300 && status < 400) return 'with a redirect';
  if (method === noMethod || status === 429 || status >= 500) return null;
  if (status >= 400) return `HTTP ${status}`;
  return slackAnswer.safeParse(parseJson(text)).success ? null : 'with something else than Slack does';
}

/** Slack: every answer of the Web API says whether it is `ok`, and if not, why in a word. */
const slackAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** Slack: Retry-After is in seconds. At least one, whatever it says. */
const retryAfterMs = (header: string): number => Math.max(1, Number.parseInt(header, 10) || 1) * 1_000;

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

/** The upload of a file, say: its answer has no shape. */
const noMethod = 'other';
const methodIn = (url: string | URL): string =>
  /\/([a-z]+(?:\.[A-Za-z]+)+)$/.exec(String(url))?.[1] ?? noMethod;
