import { ErrorCode, WebClient, type WebClientOptions } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { NothingSent } from '../../src/slack/api/exchange.ts';
import { boltLog } from '../../src/slack/transport/bolt-log.ts';
import { installed } from './support/installed.ts';

type Fetch = NonNullable<WebClientOptions['fetch']>;
type Sent = { readonly address: string; readonly init: NonNullable<Parameters<Fetch>[1]> };

const library = installed('@slack/web-api');
const ok = () => Response.json({ ok: true });

/** Options as `clientOptions` gives them, with `answer` for a network, and what was sent. */
function network(answer: (address: string) => Response | Promise<Response> = ok) {
  const sent: Sent[] = [];
  const options = {
    slackApiUrl: 'http://slack.test/api/',
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLog(createLog('silent')),
    fetch: async (address: Parameters<Fetch>[0], init: Parameters<Fetch>[1] = {}) => {
      sent.push({ address: String(address), init });
      return answer(String(address));
    },
  };
  return { options, sent, client: new WebClient('xoxb-test', options) };
}

describe(`What the bot relies on in ${library}: apiCall (SlackClient, RateLimitedClient, ReplyClient)`, () => {
  /** A client that notes which calls come by, as the bot's own clients do. */
  class Noting extends WebClient {
    readonly methods: string[] = [];
    override async apiCall(method: string, options: Record<string, unknown> = {}) {
      this.methods.push(method);
      return super.apiCall(method, options);
    }
  }

  test('is overridden by a class of ours for every named method', async () => {
    const client = new Noting('xoxb-test', network().options);
    await client.chat.postMessage({ channel: 'C1', text: 'Hello' });
    await client.usergroups.users.list({ usergroup: 'S1' });
    expect(client.methods).toEqual(['chat.postMessage', 'usergroups.users.list']);
  });

  test('is overridden for each of the calls that filesUploadV2 is made of, but not for the upload itself', async () => {
    const { options, sent } = network((address) =>
      Response.json(
        address.endsWith('getUploadURLExternal')
          ? { ok: true, upload_url: 'http://files.test/1', file_id: 'F1' }
          : { ok: true, files: [{ id: 'F1' }] },
      ),
    );
    const client = new Noting('xoxb-test', options);
    await client.filesUploadV2({ channel_id: 'C1', filename: 'a.md', content: '# A' });
    expect(client.methods).toEqual(['files.getUploadURLExternal', 'files.completeUploadExternal']);
    expect(sent.map(({ address }) => address)).toEqual([
      'http://slack.test/api/files.getUploadURLExternal',
      'http://files.test/1',
      'http://slack.test/api/files.completeUploadExternal',
    ]);
  });

  test('gets the description of a chart as `alt_text`, which Slack calls `alt_txt`', async () => {
    const { options, sent } = network(() =>
      Response.json({ ok: true, upload_url: 'http://files.test/1', file_id: 'F1', files: [{ id: 'F1' }] }),
    );
    await new WebClient('xoxb-test', options).filesUploadV2({
      channel_id: 'C1',
      filename: 'b.png',
      file: Buffer.from('png'),
      alt_text: 'Answer times',
    });
    const named = new URLSearchParams(String(sent[0]?.init.body));
    // Once it sends `alt_txt` by itself, SlackClient has nothing to put right any more.
    expect([named.get('alt_text'), named.get('alt_txt')]).toEqual(['Answer times', null]);
  });
});

describe(`What the bot relies on in ${library}: the option fetch (slackFetch)`, () => {
  test('gets the address, the token in a header, and the arguments as the text of a form', async () => {
    const { client, sent } = network();
    await client.chat.postMessage({ channel: 'C1', text: 'Hello', blocks: [], unfurl_links: false });
    const [{ address, init } = { address: '', init: {} }] = sent;
    expect([address, init.method]).toEqual(['http://slack.test/api/chat.postMessage', 'POST']);
    expect(init.headers).toMatchObject({
      Authorization: 'Bearer xoxb-test',
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect(typeof init.body).toBe('string');
    expect(Object.fromEntries(new URLSearchParams(String(init.body)))).toEqual({
      channel: 'C1',
      text: 'Hello',
      blocks: '[]',
      unfurl_links: 'false',
    });
  });

  test('gets a file as FormData, without a content type', async () => {
    const { client, sent } = network();
    await client.apiCall('files.test', { file: Buffer.from('# A') });
    expect(sent[0]?.init.body).toBeInstanceOf(FormData);
    expect(sent[0]?.init.headers).not.toHaveProperty('Content-Type');
  });

  test("has its answer's scopes told beside the answer", async () => {
    const { client } = network(() =>
      Response.json({ ok: true }, { headers: { 'x-oauth-scopes': 'chat:write, commands' } }),
    );
    expect(await client.auth.test()).toMatchObject({
      response_metadata: { scopes: ['chat:write', 'commands'] },
    });
  });

  test('is called once for a call that failed, as `retryConfig` says', async () => {
    const { client, sent } = network(() => Promise.reject(new Error('reset')));
    await client.auth.test().catch(() => {});
    expect(sent).toHaveLength(1);
  });

  test('is called for a hundred calls at a time, none of which waits for another', async () => {
    const { client, sent } = network(() => new Promise(() => {}));
    for (let n = 0; n < 101; n += 1) void client.users.info({ user: `U${n}` });
    await new Promise(setImmediate);
    expect(sent).toHaveLength(100);
  });
});

describe(`What the bot relies on in ${library}: errors (client-errors, failures)`, () => {
  const failure = (answer: () => Response | Promise<Response>): Promise<unknown> =>
    network(answer)
      .client.auth.test()
      .catch((error: unknown) => error);

  test("give Slack's error code, the needed scopes, and the token's scopes", async () => {
    expect(
      await failure(() =>
        Response.json(
          { ok: false, error: 'missing_scope', needed: 'pins:write' },
          { headers: { 'x-oauth-scopes': 'chat:write' } },
        ),
      ),
    ).toMatchObject({
      code: 'slack_webapi_platform_error',
      data: {
        error: 'missing_scope',
        needed: 'pins:write',
        response_metadata: { scopes: ['chat:write'] },
      },
    });
  });

  test('say right away how many seconds Slack asks to wait', async () => {
    expect(
      await failure(() => new Response('', { status: 429, headers: { 'retry-after': '7' } })),
    ).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
  });

  test(`have no code if that number can't be read, and start with "Retry header"`, async () => {
    const error = await failure(() => new Response('', { status: 429, headers: { 'retry-after': 'soon' } }));
    expect(error).toMatchObject({ message: expect.stringMatching(/^Retry header/) });
    expect(error).not.toHaveProperty('code');
  });

  test('have the status of any response other than 200', async () => {
    expect(await failure(() => new Response('', { status: 503 }))).toMatchObject({
      code: 'slack_webapi_http_error',
      statusCode: 503,
    });
  });

  test('have the very error that fetch threw', async () => {
    const thrown = new NothingSent('not a byte was sent');
    const error = await failure(() => Promise.reject(thrown));
    expect(error).toMatchObject({ code: 'slack_webapi_request_error' });
    expect(error instanceof Error && 'original' in error && error.original).toBe(thrown);
  });

  test('have their codes in ErrorCode', () => {
    expect(ErrorCode).toMatchObject({
      PlatformError: 'slack_webapi_platform_error',
      RateLimitedError: 'slack_webapi_rate_limited_error',
      RequestError: 'slack_webapi_request_error',
      HTTPError: 'slack_webapi_http_error',
    });
  });
});
