import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { Log } from '../../app/log.ts';
import { rejectRequest } from '../../app/reject-request.ts';
import { parseJson } from '../../domain/text/parse-json.ts';

/** The largest request body, bytes. Slack's largest are about 250 kB: a modal with its state. */
const bodyMax = 1_000_000;
/**
 * How far a request's timestamp may be from our clock, in either direction, s (Slack: "Verifying requests from
 * Slack").
 */
const skewMax = 300;

const kinds: ReadonlySet<string> = new Set(['application/json', 'application/x-www-form-urlencoded']);

/** The content of a Slack request: the fields of a form, or the object in its JSON. */
export type SlackBody = Readonly<Record<string, unknown>>;

type Refused = { readonly status: 400 | 401 | 405 | 413 | 415; readonly why: string };

/**
 * Returns the content of a request that Slack has signed. Checks the headers first, and reads the body only up to the
 * limit. A rejected request is logged by its reason alone, and its connection is closed.
 */
export function requestGate(
  signingSecret: string,
  log: Log,
  pass: (body: SlackBody, response: ServerResponse) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const refuse = ({ status, why }: Refused): void => {
      log.warn({ status, why }, 'Rejected a request to /slack/events.');
      rejectRequest(request, response, status, why);
    };
    const refused = judgeHead(request, Date.now() / 1000);
    if (refused) return refuse(refused);
    readBody(request, (body) => {
      if (body === null) return refuse(tooLarge);
      if (!signedBySlack(request, body, signingSecret)) return refuse(forged);
      const held = objectIn(kindOf(request), body.toString());
      return held ? pass(held, response) : refuse(noObject);
    });
  };
}

const tooLarge: Refused = { status: 413, why: 'body is too large' };
const forged: Refused = { status: 401, why: 'wrong signature' };
const noObject: Refused = { status: 400, why: "body isn't a JSON object" };

function judgeHead(request: IncomingMessage, nowSeconds: number): Refused | null {
  const { headers } = request;
  if (request.method !== 'POST') return { status: 405, why: "method isn't POST" };
  if (!kinds.has(kindOf(request)) || headers['content-encoding'])
    return { status: 415, why: 'unsupported content type' };
  if (!/^v0=[0-9a-f]{64}$/.test(String(headers['x-slack-signature'])))
    return { status: 401, why: 'missing signature' };
  const sentAt = String(headers['x-slack-request-timestamp']);
  if (!/^\d{1,12}$/.test(sentAt)) return { status: 401, why: 'missing timestamp' };
  if (Math.abs(nowSeconds - Number(sentAt)) > skewMax)
    return { status: 401, why: 'timestamp is more than five minutes off' };
  return Number(headers['content-length'] ?? 0) > bodyMax ? tooLarge : null;
}

function signedBySlack(request: IncomingMessage, body: Buffer, signingSecret: string): boolean {
  const sentAt = String(request.headers['x-slack-request-timestamp']);
  const digest = createHmac('sha256', signingSecret).update(`v0:${sentAt}:`).update(body).digest('hex');
  return timingSafeEqual(
    Buffer.from(String(request.headers['x-slack-signature'])),
    Buffer.from(`v0=${digest}`),
  );
}

/**
 * Returns the object in a body; null if it holds anything else. A form without a `payload` field is the object
 * itself.
 */
function objectIn(kind: string, body: string): SlackBody | null {
  if (kind === 'application/json') return readObject(body);
  const form = parseForm(body);
  if (form.payload === undefined) return form;
  return typeof form.payload === 'string' ? readObject(form.payload) : null;
}

function readObject(json: string): SlackBody | null {
  const read = parseJson(json);
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null;
}

const kindOf = ({ headers }: IncomingMessage): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/**
 * Calls back with the whole body, or with null as soon as it's too large; not at all if the sender disconnects before
 * its end.
 */
function readBody(request: IncomingMessage, take: (body: Buffer | null) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size <= bodyMax) {
      chunks.push(chunk);
      return;
    }
    request.off('data', onData).off('end', onEnd);
    chunks.length = 0;
    take(null);
  };
  const onEnd = (): void => take(Buffer.concat(chunks));
  request
    .on('data', onData)
    .on('end', onEnd)
    .on('error', () => {});
}
