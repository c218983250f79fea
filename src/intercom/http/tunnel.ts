import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { loginIn } from './login.ts';
import type { Network } from './network.ts';
import type { Progress } from './progress.ts';

/** The proxy responded to `CONNECT` with an HTTP status. `code` is `PROXY_407` and the like. */
class TunnelRefused extends Error {
  readonly code: string;
  constructor(status: number) {
    super(`The proxy answered ${status}`);
    this.name = 'TunnelRefused';
    this.code = `PROXY_${status}`;
  }
}

type Target = { host: string; port: number };

/**
 * Opens a tunnel through an HTTP proxy with `CONNECT`. The stage is `proxy` until the proxy is reached, and then
 * `connect`, since it's the proxy that connects. The proxy's own 4xx counts as `proxy`; its 5xx counts as `connect`,
 * because it tried and failed. undici's EnvHttpProxyAgent does the same but doesn't expose the stage.
 */
export function openTunnel(
  proxy: URL,
  { host, port }: Target,
  { progress, signal, network }: { progress: Progress; signal: AbortSignal; network: Network },
): Promise<Socket> {
  const secure = proxy.protocol === 'https:';
  const login = loginIn(proxy);
  progress.enter('proxy');
  return new Promise((resolve, reject) => {
    const asked = (secure ? requestHttps : requestHttp)({
      method: 'CONNECT',
      host: proxy.hostname,
      port: Number(proxy.port || (secure ? 443 : 80)),
      path: `${host}:${port}`,
      headers: { host: `${host}:${port}`, ...(login && { 'proxy-authorization': login }) },
      agent: false,
      signal,
      ...(network.lookup && { lookup: network.lookup }),
      ...(secure && network.roots && { ca: [...network.roots] }),
    });
    asked.once('socket', (socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => progress.enter('connect')),
    );
    asked.once('connect', (answer, socket: Socket) => {
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) return resolve(socket);
      socket.destroy();
      if (status < 500) progress.enter('proxy');
      reject(new TunnelRefused(status));
    });
    asked.on('error', reject);
    asked.end();
  });
}
