import { createHmac } from 'node:crypto';
import { Pool } from 'undici';

/** What Slack would send: a slash command, a button or modal, or an event. */
export type Payload =
  | { readonly kind: 'command'; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'interactive'; readonly body: object }
  | { readonly kind: 'event'; readonly body: object };

/** A slash command that Alice types in a channel; `trigger`: its unique ID. */
export const typedIn = (channel: string, text: string, trigger: string): Payload => ({
  kind: 'command',
  fields: {
    command: '/intercom-incident',
    text,
    user_id: 'U0ALICE',
    user_name: 'alice',
    channel_id: channel,
    channel_name: 'inc',
    team_id: 'T0BENCH',
    trigger_id: trigger,
    response_url: 'http://127.0.0.1:9/none',
  },
});

/** The signing secret that the sender and every program under measurement share. */
export const signingSecret = 'bench-signing-secret';

/** Sends signed payloads to one app over kept-alive connections, and times the acknowledgements. */
export class Sender {
  readonly #pool: Pool;
  readonly #now: () => number;

  /** `connections` is how many payloads can be in flight at once; `now` is Slack's clock, UTC ms. */
  constructor(port: number, connections: number, now: () => number = Date.now) {
    this.#now = now;
    this.#pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  }

  /**
   * Time from sending to the complete acknowledgement, ms. Throws if the status isn't 200, or if the response doesn't
   * contain `expected`; for '' it must be empty.
   */
  async send(payload: Payload, expected: string | null = null): Promise<number> {
    const { body, type } = encode(payload);
    const at = Math.floor(this.#now() / 1000);
    const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
    const began = performance.now();
    const answer = await this.#pool.request({
      path: '/slack/events',
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    });
    const text = await answer.body.text();
    const took = performance.now() - began;
    const asExpected = expected === null || (expected === '' ? text === '' : text.includes(expected));
    if (answer.statusCode !== 200 || !asExpected)
      throw new Error(`The app answered ${answer.statusCode}: ${text}`);
    return took;
  }

  async stop(): Promise<void> {
    await this.#pool.destroy();
  }
}

function encode(payload: Payload): { body: string; type: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (payload.kind) {
    case 'command':
      return { body: new URLSearchParams(payload.fields).toString(), type: form };
    case 'interactive':
      return {
        body: new URLSearchParams({ payload: JSON.stringify(payload.body) }).toString(),
        type: form,
      };
    case 'event':
      return { body: JSON.stringify(payload.body), type: 'application/json' };
  }
}
