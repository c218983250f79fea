import type { IncomingMessage } from 'node:http';

const here = ['localhost', '127.0.0.1'];

/**
 * Why a request is refused, or null. Only a browser on this machine gets in, under a local name (a page elsewhere could
 * point its own name here), and only our own page can act.
 */
export function refusal({ headers, method }: IncomingMessage): string | null {
  const { host = '', origin } = headers;
  if (!here.includes(hostname(`http://${host}`))) return 'Open this at http://localhost or http://127.0.0.1.';
  if (origin !== undefined && origin !== `http://${host}`) return 'Another page may not ask here.';
  if (method === 'POST' && !(headers['content-type'] ?? '').startsWith('application/json'))
    return 'Send application/json.';
  return null;
}

function hostname(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
