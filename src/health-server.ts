import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { turnAway } from './slack/turn-away.ts';
import { storeTrouble } from './store/trouble.ts';

/** What the process says of itself, and who takes Slack's requests where they come over HTTP. */
export type Serving = {
  /** Throws when the store cannot write. */
  readonly healthy: () => Promise<void>;
  readonly ready: () => boolean;
  /** While stopping, Slack's requests are refused: it sends events again. */
  readonly stopping: () => boolean;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly slack: ((request: IncomingMessage, response: ServerResponse) => void) | null;
};

/** How long a sender may take for the head of a request, and for all of it, ms: Slack takes milliseconds. */
const headersTimeoutMs = 5_000;
const requestTimeoutMs = 10_000;

const pages: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);
const reads = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

/** `GET /healthz`, `GET /readyz` and `GET /metrics`; everything else is Slack's, or not found. */
export function createHealthServer({ healthy, ready, stopping, metrics, slack }: Serving): Server {
  const answer = (response: ServerResponse, status: number, text: string) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  };
  const server = createServer({ connectionsCheckingInterval: 2_000 }, (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (pages.has(path) && !reads(request)) turnAway(request, response, 405, 'only GET and HEAD');
    else if (path === '/healthz')
      healthy().then(
        () => answer(response, 200, 'ok'),
        (error: unknown) => answer(response, 503, storeTrouble(error)?.what ?? 'the store cannot write'),
      );
    else if (path === '/readyz') answer(response, ready() ? 200 : 503, ready() ? 'ready' : 'not ready');
    else if (path === '/metrics')
      metrics().then(
        ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
        () => answer(response, 500, 'the metrics cannot be read'),
      );
    else if (slack && path === '/slack/events' && stopping()) turnAway(request, response, 503, 'stopping');
    else if (slack && path === '/slack/events') slack(request, response);
    else turnAway(request, response, 404, 'not found');
  });
  server.requestTimeout = requestTimeoutMs;
  server.headersTimeout = headersTimeoutMs;
  return server;
}
