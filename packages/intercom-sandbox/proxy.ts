import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * What the proxy does with `CONNECT`: lets it through, rejects it with a status, or never responds. `only` names the
 * host that this applies to; others get through.
 */
export type ProxyMode =
  | { kind: 'forwards' }
  | { kind: 'answers'; status: number; only?: string }
  | { kind: 'hangs'; only?: string };

/** A running proxy. `connects` holds the requested targets, and the login that came with each. */
export type SimulatedProxy = {
  url: string;
  connects: readonly { to: string; login: string | null }[];
  stop(): Promise<void>;
};

/** An HTTP proxy on 127.0.0.1 for `CONNECT`. `names` maps host names that no resolver knows to local ports. */
export async function startProxy(
  mode: ProxyMode,
  names: Readonly<Record<string, number>>,
): Promise<SimulatedProxy> {
  const connects: { to: string; login: string | null }[] = [];
  const clients = new Set<Duplex>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, client) => {
    const to = request.url ?? '';
    const host = to.replace(/:\d+$/, '');
    connects.push({ to, login: request.headers['proxy-authorization'] ?? null });
    clients.add(client);
    client.on('error', () => client.destroy());
    const applies = mode.kind === 'forwards' || mode.only === undefined || mode.only === host;
    const port = names[host];
    if (mode.kind === 'hangs' && applies) return;
    if (mode.kind === 'answers' && applies) return refuse(client, mode.status);
    if (port === undefined) return refuse(client, 502);
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    connects,
    async stop() {
      server.close();
      server.closeAllConnections();
      for (const client of clients) client.destroy();
    },
  };
}

function refuse(client: NodeJS.WritableStream, status: number): void {
  client.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The sandbox proxy has no port.');
  return address.port;
}
