import type { CatalogueEntry } from './entry.ts';

/** A request that writes, as clients, logs, and people name it: the method, followed by the path or address. */
const methods: readonly RegExp[] = [
  /(?<![\w-])(POST|PUT|PATCH|DELETE)(?![\w-])(?:["'`\]]{0,2}[\s:,]{0,3}(?:to )?["'`[(]{0,2}(\S{0,200}))?/g,
  /(?<![\w-])(Post|Put|Patch|Delete) ["'`](https?:\/\/\S{0,200})/g,
  /\bmethod["']?\s?(?:[:=]|=>)\s?["']?(post|put|patch|delete)\b()/gi,
  /(?<=[\w)\]])\.(post|put|patch|delete)\(\s?["'`]?([^\s"'`)]{0,200})/gi,
  /\bHttp(Post|Put|Patch|Delete)\b()|\bHttpMethod\.(POST|PUT|PATCH|DELETE)\b/gi,
  /\bcurl\b[^\n]{0,400}\s(?:-d|--data(?:-raw|-binary)?|--json)\s?(?:()())/g,
];

/** SDK calls that write, and people's words for writing. */
const calls =
  /\b(?:contacts?|conversations?|compan(?:y|ies)|tags?|notes?|messages?|tickets?|articles?|events?|users?|leads?|visitors?|dataAttributes?|data_attributes?)\.(?:create|update|delete|archive|reply|merge|tag|attach|assign|submit|convert)\w{0,30}\b|\b(?:create|update|delete|archive|reply|merge|assign)(?:A|An)?(?:Contact|Conversation|Company|Tag|Note|Message|Ticket|Article|Event|User|Lead)s?\b|\b(?:when|while|on|after|by|for) (?:creating|updating|deleting|archiving|replying|sending|merging|tagging|assigning)\b/;

/** Paths that only read, whatever the method. */
const reading = /\/(?:search|list|scroll)(?:[?"'`\s)\],:.]|$)/i;

/** The request that may have been carried out, as `POST` or `a write`; null if a text shows none. */
export function writeIn(text: string): string | null {
  const found = methods.flatMap((method) => [...text.slice(0, 20_000).matchAll(method)]);
  const writes = found.filter(([whole, , path = '']) => !reading.test(path) && !reading.test(whole));
  const first = writes[0];
  if (first !== undefined) return (first[1] || first[3] || 'POST').toUpperCase();
  return found.length === 0 && calls.test(text.slice(0, 20_000)) ? 'a write' : null;
}

/** Failures that leave it unknown whether the request was carried out: it was sent, and no good response came. */
const unsure = new Set([
  'connection_reset',
  'timed_out',
  'fetch_failed',
  'not_json',
  'cancelled',
  'request_timeout',
  'server_error',
  'service_unavailable',
  'http_408',
  'http_499',
  '5xx',
]);

/** Whether a request that failed like this may have been carried out anyway. */
export const mayBeDone = ({ key, http, owner }: CatalogueEntry): boolean =>
  unsure.has(key) || (owner === 'intercom' && http.some((status) => status >= 500 || status === 408));
