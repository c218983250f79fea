import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
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

/** `GET /healthz`, `GET /readyz` and `GET /metrics`; everything else is Slack's, or not found. */
export function createHealthServer({ healthy, ready, stopping, metrics, slack }: Serving): Server {
  const answer = (response: ServerResponse, status: number, text: string) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads && path === '/healthz')
      healthy().then(
        () => answer(response, 200, 'ok'),
        (error: unknown) => answer(response, 503, storeTrouble(error)?.what ?? 'the store cannot write'),
      );
    else if (reads && path === '/readyz')
      answer(response, ready() ? 200 : 503, ready() ? 'ready' : 'not ready');
    else if (reads && path === '/metrics')
      metrics().then(
        ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
        () => answer(response, 500, 'the metrics cannot be read'),
      );
    else if (slack && path === '/slack/events' && stopping()) answer(response, 503, 'stopping');
    else if (slack && path === '/slack/events') slack(request, response);
    else answer(response, 404, 'not found');
  });
  server.requestTimeout = 15_000;
  server.headersTimeout = 10_000;
  return server;
}
