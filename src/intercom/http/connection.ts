import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';
import { CertificateRefused } from './certificate.ts';
import { type Network, proxyFor } from './network.ts';
import type { Progress } from './progress.ts';
import { openTunnel } from './tunnel.ts';

/** What a connection needs to know: where it reports its progress, what ends it, and how it leaves this machine. */
export type Way = { progress: Progress; signal: AbortSignal; network: Network };

type Address = { hostname: string; port: number; secure: boolean };

/**
 * Connects for undici and reports each stage. undici's own connector hides the stage, so a timeout in DNS, TCP, or TLS
 * would look the same, and so would the reasons for refusing a certificate. The socket is destroyed when the deadline
 * aborts the signal.
 */
export function stagedConnector(way: Way): buildConnector.connector {
  return ({ hostname, protocol, port }, callback) => {
    const secure = protocol === 'https:';
    const address = { hostname, port: Number(port || (secure ? 443 : 80)), secure };
    connectTo(address, way).then(
      (socket) => callback(null, socket),
      (error) => callback(error, null),
    );
  };
}

async function connectTo(address: Address, way: Way): Promise<Socket> {
  const { hostname, port, secure } = address;
  const proxy = proxyFor(
    new URL(`${secure ? 'https' : 'http'}://${bracketed(hostname)}:${port}`),
    way.network,
  );
  const raw = proxy === null ? plain(address, way) : await openTunnel(proxy, { host: hostname, port }, way);
  way.signal.addEventListener('abort', () => raw.destroy(new Error('deadline')), { once: true });
  const socket = await (secure ? encrypted(raw, address, way) : opened(raw));
  way.progress.enter('headers');
  return socket;
}

function plain({ hostname, port }: Address, { progress, network }: Way): Socket {
  if (isIP(hostname) !== 0) progress.enter('connect');
  const socket = connectTcp({ host: hostname, port, ...(network.lookup && { lookup: network.lookup }) });
  socket.setNoDelay(true);
  socket.once('lookup', (error) => {
    if (error === null) progress.enter('connect');
  });
  return socket;
}

function opened(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.on('error', reject);
  });
}

/**
 * Does the TLS handshake and judges the certificate here rather than in Node, which discards a certificate that it
 * refuses: the issuer tells our proxy's certificate from Intercom's own. Nothing is written before the certificate is
 * accepted.
 */
function encrypted(raw: Socket, { hostname }: Address, { progress, network }: Way): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const servername = isIP(hostname) === 0 ? hostname : '';
    const socket = connectTls({
      socket: raw,
      host: hostname,
      servername,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      ...(network.roots && { ca: [...network.roots] }),
    });
    if (raw.connecting) raw.once('connect', () => progress.enter('tls'));
    else progress.enter('tls');
    raw.on('error', reject);
    socket.on('error', reject);
    socket.once('secureConnect', () => {
      if (socket.authorized) return resolve(socket);
      reject(new CertificateRefused(socket, network.roots));
      socket.destroy();
      raw.destroy();
    });
  });
}

const bracketed = (hostname: string) => (isIP(hostname) === 6 ? `[${hostname}]` : hostname);
