import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a rejected sender has to read the response before the connection is closed, ms. */
const farewellMs = 500;

/**
 * Rejects a request with a status and a short text. Discards the rest of its body and closes the connection soon
 * after, so no client can keep the process reading.
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
