import { createHmac } from 'node:crypto';
import { request } from 'undici';
import type { Json, JsonObject } from '../json.ts';
import { type Addresses, addressFor } from './request-urls.ts';
import type { Answer, PayloadKind, Retry, Transport } from './transport.ts';

type Options = {
  readonly addresses: Addresses;
  readonly signingSecret: string;
  /** How long the app can take, in ms of real time. */
  readonly timeout: number;
};

/**
 * Sends what happens to the app's request URLs (anything without one is lost), signed as Slack signs: HMAC over
 * `v0:<seconds>:<body>`.
 */
export function httpTransport(options: Options): Transport {
  return {
    async send(kind, payload, retry) {
      const address = addressFor(options.addresses, kind, payload);
      if (address === null) return { kind: 'lost' };
      const { type, body } = encode(kind, payload);
      try {
        const response = await request(address, {
          method: 'POST',
          headers: {
            'content-type': type,
            ...signature(options.signingSecret, body),
            ...retryHeaders(retry),
          },
          body,
          signal: AbortSignal.timeout(options.timeout),
        });
        const text = await response.body.text();
        return readAnswer(response.statusCode, response.headers, text);
      } catch (error) {
        return error instanceof Error && error.name === 'TimeoutError'
          ? { kind: 'timeout' }
          : { kind: 'lost' };
      }
    },
  };
}

/* Bolt compares the content type with `===`, so for forms it must not name a charset. */
function encode(kind: PayloadKind, payload: JsonObject): { type: string; body: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (kind) {
    case 'events_api':
      return { type: 'application/json', body: JSON.stringify(payload) };
    case 'interactive':
      return { type: form, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
    case 'slash_commands': {
      const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]);
      return { type: form, body: new URLSearchParams(fields).toString() };
    }
  }
}

/* Real seconds: Bolt compares them with its own `Date.now()`. */
function signature(secret: string, body: string): Record<string, string> {
  const seconds = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': seconds,
    'x-slack-signature': `v0=${digest}`,
  };
}

function retryHeaders(retry: Retry | null): Record<string, string> {
  if (retry === null) return {};
  return { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason };
}

function readAnswer(status: number, headers: Record<string, unknown>, text: string): Answer {
  if (status < 200 || status > 299) {
    return { kind: 'refused', status, noRetry: headers['x-slack-no-retry'] === '1' };
  }
  return { kind: 'acked', body: readBody(text) };
}

function readBody(text: string): Json {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
