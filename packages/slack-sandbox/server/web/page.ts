import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { send, sendText } from './answer.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

/** What the page can load: its own files; messages' images from anywhere. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  'img-src * data: blob:',
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends a file of the built page; `/` is its index.html. Nothing outside the folder is ever sent. */
export async function servePage(folder: string, path: string, response: ServerResponse): Promise<void> {
  const file = fileFor(folder, path);
  const type = file === null ? undefined : types[extname(file)];
  const content = file === null || type === undefined ? null : await readFile(file).catch(() => null);
  if (content === null || type === undefined) {
    if (path === '/') sendText(response, 503, `The page is not built: there is no index.html in ${folder}.`);
    else sendText(response, 404, 'There is nothing here.');
    return;
  }
  // Vite puts a hash of the content into the names under assets.
  const forever = path.startsWith('/assets/') && /-[\w-]{8}\./.test(path);
  send(response, 200, type, content, {
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
}

/** The file that a path means, or null if it's outside the folder or isn't a valid path. */
function fileFor(folder: string, path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path === '/' ? '/index.html' : path);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const file = normalize(join(folder, decoded));
  return file.startsWith(normalize(folder + sep)) ? file : null;
}
