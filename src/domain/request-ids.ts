import { redact } from './redact.ts';

const maxText = 200_000;
const maxIds = 200;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const prefixed = 'req_[a-z0-9][a-z0-9_-]{2,95}';
const opaque = '[a-z0-9][a-z0-9_.-]{3,94}[a-z0-9]';
/** An id that is cut short (`3f1c…`) is no id. */
const ends = '(?![a-z0-9_-]|\\.{2,}|…)';
/** What may stand between a key and its value: JSON, headers, Ruby hashes, Slack's quotes, emphasis and code marks. */
const between = `[\\s"'\`“”„‘’«»*:=>\\\\[(<]{0,12}`;
const keyed = new RegExp(
  `(x-request-id|request[ _-]?ids?)(${between}(?:is${between})?)(${uuid}|${prefixed}|${opaque})${ends}`,
  'gi',
);
const listed = new RegExp(`^[\\s"'\`“”‘’*]{0,6},${between}(${uuid}|${prefixed})${ends}`, 'i');
const bare = new RegExp(`(?<![a-z0-9_-])${prefixed}${ends}`, 'gi');

const isUuid = new RegExp(`^${uuid}$`, 'i');
const isPrefixed = new RegExp(`^${prefixed}$`, 'i');

/**
 * Intercom request_ids in what a person pasted: JSON bodies (`"request_id":"…"`), `req_…`, `request id: <uuid>`,
 * `x-request-id: …`, with any quotes or code marks around them. Each once, in the order seen, UUIDs in lower case.
 * Intercom documents a UUID but also sends other strings, so after an exact key any id-like value with a digit counts.
 * A secret in the place of one is none. Reads the first 200,000 characters and gives at most 200 ids of at most 100 characters.
 */
export function extractRequestIds(text: string): string[] {
  const readable = redact(text.slice(0, maxText).replaceAll('&gt;', '>').replaceAll('&lt;', '<'));
  const found = [...keyedIds(readable), ...bareIds(readable)].sort((a, b) => a.at - b.at);
  const once = new Map(found.map(({ id }) => [id.toLowerCase(), canonical(id)] as const).reverse());
  return [...once.values()].reverse().slice(0, maxIds);
}

type Found = { id: string; at: number };

function keyedIds(text: string): Found[] {
  return [...text.matchAll(keyed)].flatMap((match) => {
    const [whole, key = '', separator = '', id = ''] = match;
    const exactKey = /^(x-request-id|request_id)$/i.test(key) && /[:="“”]/.test(separator);
    const first = { id, at: match.index };
    const rest = listAfter(text, match.index + whole.length);
    return isId(id, exactKey) ? [first, ...rest] : rest;
  });
}

/** `request_ids: [a, b, c]`: the ids after the first. */
function listAfter(text: string, start: number): Found[] {
  const found: Found[] = [];
  for (let at = start; found.length < maxIds; ) {
    const match = listed.exec(text.slice(at, at + 160));
    if (match?.[1] === undefined) break;
    found.push({ id: match[1], at });
    at += match[0].length;
  }
  return found;
}

function bareIds(text: string): Found[] {
  return [...text.matchAll(bare)]
    .filter(([id]) => /\d/.test(id))
    .map((match) => ({ id: match[0], at: match.index }));
}

function isId(id: string, exactKey: boolean): boolean {
  if (isUuid.test(id)) return true;
  if (!/\d/.test(id)) return false;
  return isPrefixed.test(id) || exactKey;
}

function canonical(id: string): string {
  return isUuid.test(id) ? id.toLowerCase() : id;
}
