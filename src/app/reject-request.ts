import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long somebody who is turned away has to read the answer before the line is cut, ms. */
const farewellMs = 500;

/**
 * Answers a request that is not wanted with a status and a few words. What it still sends is dropped, and the line
 * is cut soon: nobody can keep the process reading.
 */
export function rejectRequest(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  words: string,
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 405 && { allow: request.url === '/slack/events' ? 'POST' : 'GET, HEAD' }),
  });
  response.end(`${words}\n`);
  if (request.complete) return;
  request.resume();
  setTimeout(() => request.complete || request.socket.destroy(), farewellMs).unref();
}
