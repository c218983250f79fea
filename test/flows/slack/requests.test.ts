import { describe, expect } from 'vitest';
import { listeningLog } from '../../app/support/listening-log.ts';
import { headline, postmortems } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { exchange, form, type Posted, post, slackHeaders } from '../support/requests/post.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const note = (channel: string): string =>
  new URLSearchParams({
    command,
    text: 'note canary-7f3a',
    user_id: 'U00000ALICE',
    team_id: 'T00SANDBOX',
    channel_id: channel,
    trigger_id: '1.2.canary',
    response_url: 'http://127.0.0.1:9/',
  }).toString();
const seconds = (): number => Math.floor(Date.now() / 1000);
const wrong = `v0=${'0'.repeat(64)}`;

describe.concurrent('A request to /slack/events', () => {
  story.for([
    ['without a signature', 401, { headers: { 'x-slack-signature': null } }],
    ['without a timestamp', 401, { headers: { 'x-slack-request-timestamp': null } }],
    ['with a timestamp that is not a number', 401, { headers: { 'x-slack-request-timestamp': 'NaN' } }],
    ['with a wrong signature', 401, { headers: { 'x-slack-signature': wrong } }],
    ['with a signature of another kind', 401, { headers: { 'x-slack-signature': 'v1=00' } }],
    ['signed six minutes ago', 401, { at: seconds() - 360 }],
    ['signed six minutes ahead', 401, { at: seconds() + 360 }],
    ['with another content type', 415, { headers: { 'content-type': 'text/plain' } }],
    ['without a content type', 415, { headers: { 'content-type': null } }],
    ['with a compressed body', 415, { headers: { 'content-encoding': 'gzip' } }],
    ['sent by GET', 405, { method: 'GET' }],
    ['sent by PUT', 405, { method: 'PUT' }],
  ] as const)(
    '%s is refused with %i, changes nothing, and logs no content',
    async ([, status, change], { scene }) => {
      const { log, lines } = listeningLog();
      const set = await scene({ transport: 'http', log });
      const channel = await set.declare();
      const before = picture(set);

      expect((await post(set, { body: note(channel.id), ...change })).status).toBe(status);
      await set.settled();
      expect(picture(set)).toEqual(before);
      expect(lines.join('')).toContain(`"status":${status}`);
      expect(lines.join('')).not.toMatch(/canary|U00000ALICE|v0=/u);
    },
  );

  story('with a valid signature and a charset is processed', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    const type = 'application/x-www-form-urlencoded; charset=utf-8';

    const answer = await post(set, { body: note(channel.id), headers: { 'content-type': type } });
    expect(answer).toMatchObject({
      status: 200,
      body: expect.stringContaining('note added to the timeline'),
    });
  });

  story.for([
    [
      'the challenge for a new URL',
      JSON.stringify({ type: 'url_verification', challenge: 'echo me' }),
      '{"challenge":"echo me"}',
    ],
    ['the SSL check', 'ssl_check=1&token=x', ''],
  ] as const)('that is %s gets the response that Slack expects', async ([, body, answer], { scene }) => {
    const set = await scene({ transport: 'http' });
    expect(await post(set, { body })).toMatchObject({ status: 200, body: answer });
    expect((await post(set, { body, headers: { 'x-slack-signature': wrong } })).status).toBe(401);
  });

  story.for([
    ['no JSON', '{"canary-7f3a'],
    ['null', 'payload=null'],
    ['a list', 'payload=[]'],
    ['a number', 'payload=7'],
    ['two payloads', 'payload={}&payload={}'],
  ] as const)('whose signed body is %s is refused with 400', async ([, body], { scene }) => {
    const { log, lines } = listeningLog();
    const set = await scene({ transport: 'http', log });

    expect((await post(set, { body })).status).toBe(400);
    expect(lines.join('')).not.toContain('canary');
  });

  story.for([
    ['nested 100,000 deep', () => `payload=${deep(100_000)}`],
    ['of an unknown type', () => form({ type: 'canary' })],
    ['with an event of null', () => JSON.stringify({ type: 'event_callback', event_id: 'E1', event: null })],
    ['with a null action', () => form({ type: 'block_actions', user: { id: 'U1' }, actions: [null] })],
    [
      'for a button without a handler',
      () => form({ type: 'block_actions', user: { id: 'U1' }, actions: [press] }),
    ],
  ] as const)('%s is acknowledged at once and does nothing', async ([, body], { scene }) => {
    const set = await scene({ transport: 'http' });
    const before = performance.now();

    expect((await post(set, { body: body() })).status).toBe(200);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

const press = { type: 'button', action_id: 'elsewhere', block_id: 'b', action_ts: '1.2' };
const deep = (depth: number): string =>
  `{"type":"block_actions","user":{"id":"U1"},"actions":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe.concurrent('A request body that is too large', () => {
  story("is refused by its Content-Length before it's sent", async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const head = slackHeaders(set, { body: 'x', headers: { 'content-length': '10000000' } });
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);

    const answer = await exchange(set, `POST /slack/events HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\nx`);
    expect(answer.status).toBe(413);
  });

  story(
    'without a Content-Length is refused while it arrives, and the connection is closed',
    async ({ scene }) => {
      const set = await scene({ transport: 'http' });
      const head = slackHeaders(set, { body: 'x', headers: { 'content-length': null } });
      const lines = Object.entries({ ...head, 'transfer-encoding': 'chunked' }).map((line) =>
        line.join(': '),
      );
      const chunk = `${(1_000_000).toString(16)}\r\n${'x'.repeat(1_000_000)}\r\n`;

      const start = `POST /slack/events HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
      expect((await exchange(set, start + chunk.repeat(10))).status).toBe(413);
    },
  );

  story('of 10 MB without a signature is refused without being read', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const body = 'x'.repeat(10_000_000);

    expect((await post(set, { body, headers: { 'x-slack-signature': null } })).status).toBe(401);
  });

  story("isn't read on any other path either", async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const posts = (path: string) => post(set, { path, body: 'x', headers: { 'content-length': '10000000' } });

    expect((await posts('/elsewhere')).status).toBe(404);
    expect((await posts('/healthz')).status).toBe(405);
  });
});

describe.concurrent('A request replayed within five minutes', () => {
  /** Everything that Slack sent so far, as requests. */
  const sent = ({ workspace }: Scene): Posted[] =>
    workspace.deliveries.map(({ kind, payload }) => {
      if (kind === 'events_api') return { body: JSON.stringify(payload) };
      if (kind === 'interactive') return { body: form(payload) };
      const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]);
      return { body: new URLSearchParams(fields).toString() };
    });

  story('changes nothing, be it a command, a click, a form, a shortcut, or an event', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const { alice } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await set.type(alice, 'note The cache is cold', channel.name);
    await set.type(alice, 'severity P2 Fewer people', channel.name);
    await alice.click(headline(channel), 'Take command');
    const message = alice.post(channel.name, 'See req_0001abcd, it failed');
    await alice.shortcut('Add to incident timeline', message);
    await set.settled();
    await set.opens(alice, () => alice.click(headline(channel), 'Close'));
    await alice.submit({ Summary: 'It failed' });
    await set.settled();
    expect(postmortems(channel)).toHaveLength(1);
    const before = picture(set);
    const replays = sent(set);

    const kinds = set.workspace.deliveries.map(({ type }) => type);
    expect(kinds).toEqual(
      expect.arrayContaining(['block_actions', 'view_submission', 'message_action', 'message', command]),
    );
    for (const replay of replays) expect((await post(set, replay)).status).toBe(200);
    await set.settled();
    expect(picture(set)).toEqual(before);
  });
});

describe.concurrent('A client that never stops sending', () => {
  story('is cut off after seconds', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const begun = performance.now();

    const answer = await exchange(set, 'POST /slack/events HTTP/1.1\r\nhost: 127.0.0.1\r\nx-');
    expect(answer.status).toBe(408);
    expect(performance.now() - begun).toBeLessThan(12_000);
  });
});
