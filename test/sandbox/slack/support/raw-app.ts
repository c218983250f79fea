import { createServer, type IncomingHttpHeaders } from 'node:http';

/** A request that reached the app, with its raw body. */
export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** What the app answers. */
export type Reply = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

/** An app that is only an HTTP server: keeps what it gets and answers as it is told. */
export type RawApp = {
  readonly requestUrl: string;
  readonly received: readonly Received[];
  readonly stop: () => Promise<void>;
};

/** Starts it on 127.0.0.1; `answer` null never answers. */
export async function startRawApp(answer: (received: Received) => Reply | null): Promise<RawApp> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const got = { headers: request.headers, body: Buffer.concat(chunks).toString() };
    received.push(got);
    const reply = answer(got);
    if (reply !== null) response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The app listens on no port.');
  return {
    requestUrl: `http://127.0.0.1:${address.port}/slack/events`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
