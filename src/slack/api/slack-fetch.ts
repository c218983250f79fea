import type { WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import { parseJson } from '../../domain/text/parse-json.ts';
import { post, type WholeAnswer } from './exchange.ts';

type Fetch = NonNullable<WebClientOptions['fetch']>;
type FetchInit = NonNullable<Parameters<Fetch>[1]>;
type FetchResponse = Awaited<ReturnType<Fetch>>;

/** How long one call to Slack may take, from its beginning to the last byte of its answer, ms. */
const callMs = 10_000;

/** Who hears what the calls of every client tell beside their answers. */
export type CallObserver = {
  /** An answer of Slack's came, at this time by Slack's clock (UTC ms). */
  answered(at: number): void;
  /** Slack limits a method, of a channel's messages where it says so, for so many ms. */
  limited(call: { readonly method: string; readonly channel: string | null; readonly waitMs: number }): void;
};

/** For who needs nothing but the answers. */
export const noObserver: CallObserver = { answered() {}, limited() {} };

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
 * Makes the calls of Slack's client, and tells `observer` what they say of Slack's time and limits. The answer is read
 * whole within the deadline, which ends with the call.
 */
export const slackFetch =
  (observer: CallObserver, withinMs = callMs): Fetch =>
  async (address, init = {}) => {
    const url = new URL(address);
    const { headers, body } = await packed(init);
    const answer = await post({ url, headers, body }, withinMs);
    observe(observer, url, body, answer);
    const strange = notSlacks(methodIn(url), answer);
    if (strange !== null) throw new NotSlack(strange);
    return response(url, answer);
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

/** A page of a proxy's has a clock of its own. */
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

/** What came instead of an answer of Slack's to one of its methods: a proxy's page, say; null when it may be Slack's. */
function notSlacks(method: string, { status, text }: WholeAnswer): string | null {
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

/** The upload of a file, say: its answer has no shape. */
const noMethod = 'other';
const methodIn = ({ href }: URL): string => /\/([a-z]+(?:\.[A-Za-z]+)+)$/.exec(href)?.[1] ?? noMethod;
