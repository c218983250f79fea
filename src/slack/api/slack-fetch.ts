import type { WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import { parseJson } from '../../domain/text/parse-json.ts';
import { post, type WholeAnswer } from './exchange.ts';

type Fetch = NonNullable<WebClientOptions['fetch']>;
type FetchInit = NonNullable<Parameters<Fetch>[1]>;
type FetchResponse = Awaited<ReturnType<Fetch>>;

/** How long one call to Slack may take, from its start to the last byte of the response, ms. */
const callMs = 10_000;

/** Learns what every client's calls reveal besides their results. */
export type CallObserver = {
  /** Slack responded at this time by its own clock (UTC ms). */
  answered(at: number): void;
  /** Slack rate limits a method, or messages to a channel if it says so, for that many ms. */
  limited(call: { readonly method: string; readonly channel: string | null; readonly waitMs: number }): void;
};

/** For callers that need only the responses. */
export const noObserver: CallObserver = { answered() {}, limited() {} };

/**
 * Something on the way answered for Slack, which may or may not have carried out the call. `answer` is what came, for
 * example `HTTP 403`.
 */
export class NotSlack extends Error {
  override readonly name = 'NotSlack';
  readonly answer: string;
  constructor(answer: string) {
    super(`Something between the bot and Slack returned ${answer}.`);
    this.answer = answer;
  }
}

/**
 * Makes the calls of Slack's client, and tells `observer` what they reveal about Slack's time and limits. The whole
 * response is read within the deadline, which ends with the call. One whose `begins` throws isn't sent.
 */
export const slackFetch =
  (observer: CallObserver, withinMs = callMs, begins?: () => void): Fetch =>
  async (address, init = {}) => {
    const url = new URL(address);
    const { headers, body } = await packed(init);
    const answer = await post({ url, headers, body }, withinMs, begins);
    observe(observer, url, body, answer);
    const strange = notSlacks(methodIn(url), answer);
    if (strange !== null) throw new NotSlack(strange);
    return response(url, answer);
  };

/** A file is sent as multipart form data, whose boundary belongs in the headers. */
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

/** A proxy's page has a clock of its own. */
function observe(
  observer: CallObserver,
  url: URL,
  body: string | Buffer,
  { status, headers }: WholeAnswer,
): void {
  const at = Date.parse(String(headers.date));
  if (/^application\/json\b/.test(String(headers['content-type'])) && !Number.isNaN(at))
    observer.answered(at);
  if (status !== 429) return;
  const channel = typeof body === 'string' ? new URLSearchParams(body).get('channel') : null;
  observer.limited({ method: methodIn(url), channel, waitMs: retryAfterMs(String(headers['retry-after'])) });
}

/** What came instead of Slack's response to a method, such as a proxy's page; null if it may be Slack's. */
function notSlacks(method: string, { status, text }: WholeAnswer): string | null {
  if (status >= 300 && status < 400) return 'with a redirect';
  if (method === noMethod || status === 429 || status >= 500) return null;
  if (status >= 400) return `HTTP ${status}`;
  return slackAnswer.safeParse(parseJson(text)).success ? null : 'with something else than Slack does';
}

/** Slack: every Web API response says whether it's `ok`, and if not, why, in one word. */
const slackAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** No wait of Slack's is longer, ms: what a proxy asks for must not hold anything back forever. */
const longestAskedMs = 86_400_000;

/** A wait that is asked for in seconds, in ms: at least a second and at most a day, whatever is asked. */
export const askedMs = (seconds: number): number => Math.min(Math.max(1, seconds) * 1_000, longestAskedMs);

/** Slack: Retry-After is in seconds. */
const retryAfterMs = (header: string): number => askedMs(Number.parseInt(header, 10) || 1);

function response({ href: url }: URL, { status, headers, text }: WholeAnswer): FetchResponse {
  const named = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    ok: status >= 200 && status < 300,
    status,
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

/** For example a file upload, whose response has no fixed shape. */
const noMethod = 'other';
const methodIn = ({ href }: URL): string => /\/([a-z]+(?:\.[A-Za-z]+)+)$/.exec(href)?.[1] ?? noMethod;
