import type { LookupFunction } from 'node:net';

/**
 * How requests leave this machine. `proxy` and `noProxy` work as curl and undici read `HTTPS_PROXY` and `NO_PROXY`;
 * `roots` (PEM) replaces the certificate authorities that Node trusts; `lookup` replaces the system's resolver.
 */
export type Network = {
  proxy?: string | null;
  noProxy?: string;
  roots?: readonly string[];
  lookup?: LookupFunction;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The network as the environment describes it: `HTTPS_PROXY`, `NO_PROXY` (either case). The probes go through the proxy
 * because the service and curl do; if direct egress is blocked, a direct probe would report everything as down.
 */
export function networkFrom(env: Environment): Network {
  const named = env.https_proxy || env.HTTPS_PROXY || env.all_proxy || env.ALL_PROXY;
  return { proxy: named || null, noProxy: env.no_proxy || env.NO_PROXY || '' };
}

/**
 * The proxy for a URL, or null to connect directly: https only, never for loopback addresses (as in Go), not for hosts
 * in `NO_PROXY` (a name covers its subdomains, `*` everything, `:443` one port), and http(s) proxies only.
 */
export function proxyFor(url: URL, { proxy, noProxy = '' }: Network): URL | null {
  if (!proxy || url.protocol !== 'https:' || isLoopback(url.hostname)) return null;
  const port = url.port || '443';
  const exempt = noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => entry !== '' && matches(entry, url.hostname, port));
  const address = /^[a-z][\w+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  if (exempt || !/^https?:/i.test(address) || !URL.canParse(address)) return null;
  return new URL(address);
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = entry, onPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
  const bare = name.replace(/^\*?\./, '');
  return (onPort === undefined || onPort === port) && (host === bare || host.endsWith(`.${bare}`));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
