import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** A response as a value: sent at once or `afterMs`. `silent` is never sent. */
export type Reply =
  | { kind: 'send'; status: number; headers: Readonly<Record<string, string>>; body: string; afterMs: number }
  | { kind: 'silent' };

export const silent: Reply = { kind: 'silent' };

/** JSON with Intercom's content type. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return raw(status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
}

/** A body with any content type; for a `contentType` of null, without one. */
export function raw(
  status: number,
  contentType: string | null,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const type = contentType === null ? {} : { 'content-type': contentType };
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return { kind: 'send', status, headers: { ...type, ...length, ...headers }, body, afterMs: 0 };
}

/** The same response, later. */
export function slowly(reply: Reply, ms: number): Reply {
  return reply.kind === 'silent' ? reply : { ...reply, afterMs: ms };
}

/** Sends a response when its time has come, unless the client has left by then. */
export function deliver(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'silent') return;
  later(response, reply.afterMs, () => {
    response.writeHead(reply.status, reply.headers);
    response.end(reply.body);
  });
}

/** Runs `then` after some ms (at once for 0), unless the client has left by then. */
export function later(response: ServerResponse, ms: number, then: () => void): void {
  if (ms <= 0) {
    then();
    return;
  }
  const timer = setTimeout(then, ms);
  response.on('close', () => clearTimeout(timer));
}

/** Breaks off a connection: with a TCP reset, or under TLS, where Node offers none, by closing it without a word. */
export function breakOff(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}

/** Writes a piece repeatedly until the client leaves. */
export function drip(response: ServerResponse, everyMs: number, write: () => void): void {
  const timer = setInterval(write, everyMs);
  response.socket?.on('close', () => clearInterval(timer));
}

/** The whole request body as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
