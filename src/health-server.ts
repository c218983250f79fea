import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { rejectRequest } from './app/reject-request.ts';

/** What the process reports about itself, and who handles Slack's requests if they come over HTTP. */
export type Serving = {
  /** Why the process is unhealthy, as the end of a sentence; null if it isn't. Costs nothing. */
  readonly problem: () => string | null;
  readonly ready: () => boolean;
  /** During shutdown, Slack's requests are refused: it resends events. */
  readonly stopping: () => boolean;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly slack: ((request: IncomingMessage, response: ServerResponse) => void) | null;
};

/** How long a client may take for a request's headers, and for the whole request, ms: Slack takes milliseconds. */
const headersTimeoutMs = 5_000;
const requestTimeoutMs = 10_000;

const pages: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);
const reads = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

/** `GET /healthz`, `GET /readyz`, and `GET /metrics`; everything else is Slack's, or not found. */
export function createHealthServer({ problem, ready, stopping, metrics, slack }: Serving): Server {
  const answer = (response: ServerResponse, status: number, text: string) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  };
  const health = (response: ServerResponse, why: string | null) =>
    answer(response, why === null ? 200 : 503, why ?? 'ok');
  const server = createServer({ connectionsCheckingInterval: 2_000 }, (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (pages.has(path) && !reads(request)) rejectRequest(request, response, 405, 'only GET and HEAD');
    else if (path === '/healthz') health(response, problem());
    else if (path === '/readyz') answer(response, ready() ? 200 : 503, ready() ? 'ready' : 'not ready');
    else if (path === '/metrics')
      metrics().then(
        ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
        () => answer(response, 500, "the metrics can't be read"),
      );
    else if (slack && path === '/slack/events' && stopping())
      rejectRequest(request, response, 503, 'stopping');
    else if (slack && path === '/slack/events') slack(request, response);
    else rejectRequest(request, response, 404, 'not found');
  });
  server.requestTimeout = requestTimeoutMs;
  server.headersTimeout = headersTimeoutMs;
  return server;
}

/** Why the bot can't listen on the configured address, in a sentence that says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/** Where to listen; without a `host`, on all of the machine's addresses; with port 0, on a free one. */
export type Listening = { readonly host: string | null; readonly port: number };

/** Listens; resolves once requests are accepted. Throws CannotListen. */
export async function listen(server: Server, { host, port }: Listening): Promise<void> {
  server.listen({ port, ...(host !== null && { host }) });
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new CannotListen(listenProblem(code, { host, port }), { cause });
  }
}

function listenProblem(code: string, { host, port }: Listening): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} is already in use. Stop the other program, or set a different PORT.`;
    case 'EACCES':
      return `PORT ${port} isn't allowed for this user. Set a PORT of 1024 or higher.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST ${host} isn't an address of this machine (${code}). Use one that is, such as 127.0.0.1, or 0.0.0.0 for all of them.`;
    default:
      return `The bot can't listen on PORT ${port}${host === null ? '' : ` of HOST ${host}`} (${code}). Check both settings and this machine's network.`;
  }
}
