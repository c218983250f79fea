import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import type { Harness } from '../../../../demo/harness.ts';
import { overhear } from '../../../support/overhear.ts';

/** A request to the bot as it goes over the line. `at`: its time, UNIX seconds; now without it. */
export type Posted = {
  readonly body: string;
  readonly at?: number;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly method?: string;
  readonly path?: string;
};

/** What came back: the status, null when the line was cut without one. */
export type Returned = { readonly status: number | null; readonly body: string };

/** Slack's headers for a body, signed with the workspace's secret; `changes` replaces some, null leaves one out. */
export function slackHeaders(stage: Harness, { body, at, headers = {} }: Posted): Record<string, string> {
  const seconds = String(at ?? Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', stage.workspace.signingSecret)
    .update(`v0:${seconds}:${body}`)
    .digest('hex');
  const all: Record<string, string | null> = {
    host: '127.0.0.1',
    'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'x-slack-request-timestamp': seconds,
    'x-slack-signature': `v0=${digest}`,
    ...headers,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** Writes a request to a socket, byte for byte, and reads what comes back until the line closes. */
export async function post(stage: Harness, posted: Posted): Promise<Returned> {
  const { method = 'POST', path = '/slack/events', body } = posted;
  const head = Object.entries({ ...slackHeaders(stage, posted), connection: 'close' });
  const lines = [`${method} ${path} HTTP/1.1`, ...head.map(([name, value]) => `${name}: ${value}`), '', ''];
  return overhear(await exchange(stage, `${lines.join('\r\n')}${body}`));
}

/** Sends these bytes and waits until the bot closes the line. */
export function exchange(stage: Harness, bytes: string): Promise<Returned> {
  return new Promise((resolve) => {
    const socket = connect(stage.bot.port, '127.0.0.1');
    let response = '';
    socket.on('data', (chunk) => {
      response += String(chunk);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(response)?.[1];
      const [head = '', ...rest] = response.split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      const whole = /transfer-encoding: chunked/i.test(head) ? body.replace(/[0-9a-f]+\r\n|\r\n/g, '') : body;
      resolve({ status: status ? Number(status) : null, body: whole });
    });
    socket.write(bytes);
  });
}

/** An interaction as Slack puts it into a form. */
export const form = (payload: unknown): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
