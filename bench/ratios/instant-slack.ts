import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Slack that responds to every call at once with `ok`, and makes no requests of its own. */
export type InstantSlack = {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  /** How many calls it has answered. */
  readonly calls: () => number;
  stop(): Promise<void>;
};

/** A call that was made: its method, and its text if it has one. */
export type ReceivedCall = { readonly method: string; readonly text: string };

const scopes =
  'channels:history,channels:join,channels:manage,channels:read,chat:write,chat:write.public,commands,files:write,groups:history,groups:read,groups:write,im:history,im:write,pins:read,pins:write,reactions:read,users:read';

/** Starts it on a free port of 127.0.0.1. Message timestamps and channel IDs count up. `hear` gets every call. */
export async function startInstantSlack(hear?: (call: ReceivedCall) => void): Promise<InstantSlack> {
  let calls = 0;
  const server = createServer((request, response) => {
    let sent = '';
    if (hear)
      request.setEncoding('utf8').on('data', (part: string) => {
        sent += part;
      });
    request.resume().once('end', () => {
      calls += 1;
      hear?.({
        method: request.url?.split('/').at(-1) ?? '',
        text: new URLSearchParams(sent).get('text') ?? '',
      });
      const body = JSON.stringify({
        ok: true,
        url: 'https://bench.slack.com/',
        team: 'Bench',
        team_id: 'T0BENCH',
        // For users.info this is a person, for auth.test the bot's name.
        user: request.url?.includes('users.info') ? { id: 'U0ALICE', team_id: 'T0BENCH' } : 'incident',
        user_id: 'U0BOT',
        bot_id: 'B0BOT',
        ts: `17000000${String(calls).padStart(8, '0')}`.replace(/(\d{6})$/, '.$1'),
        // For a message this is where it is, otherwise a channel.
        channel: request.url?.includes('/chat.') ? 'C0STANDS' : { id: `C0NEW${calls}`, name: `new-${calls}` },
        messages: [],
        response_metadata: { next_cursor: '' },
      });
      response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls: () => calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
