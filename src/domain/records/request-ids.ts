import { asPrinted } from '../text/clean-paste.ts';
import { redact } from '../text/redact.ts';
import { idShapes, isRequestId } from './request-id-shapes.ts';
import { idsInTables } from './request-id-tables.ts';

const maxText = 200_000;
const maxIds = 200;

const { uuid, prefixed, short, opaque } = idShapes;
/** A truncated ID (`3f1c…`) isn't an ID. */
const ends = '(?![a-z0-9_-]|\\.{2,}|…|\\()';
/** IDs of other systems with similar names: AWS, Azure, GitHub, and the like. */
const others =
  '(?<!(?:amzn?|aws|ms|github|gitlab|shopify|stripe|slack|twilio|goog|google|zendesk|payment|merge|pull|friend|feature|approval|refund|purchase)[-_.]?)';
const key = `${others}(?:x[-_])?(?:intercom[-_]?)?request[ _-]?ids?(?:\\.keyword|\\s?\\(intercom\\))?`;
/** What can come between a key and its value: JSON, headers, hashes, arrows, emphasis, code marks, columns. */
const signs = `[\\s"'\`“”„‘’‹›«»*_~:=>\\\\[\\](){}<|→⇒–—•·.,;/+-]{0,32}`;
/**
 * What names the value a second time: a pair in a tuple, a `value` next to a `name`, the first element of an R
 * vector.
 */
const paired = `(?:["'>]{1,3}\\s?,\\s?<{0,2}|["']?,?\\s?["']?(?:value|content)["']?\\s?[=:]\\s?|\\[1\\]\\s?)?`;
/** A value in its wrapping: \`Some("…")\`, \`String("…")\`, YAML's \`!!str …\`. */
const wrapped = `(?:(?:some|string|optional|just|str|text|bytes)\\s?[({]\\s?|!!?[a-z/:]{1,20}\\s)?`;
/** What counts the value or its characters: \`string(36)\` and \`s:36:\` in PHP, \`1.\` in a list. */
const counted = `(?:string\\(\\d{1,3}\\)\\s?|s:\\d{1,3}:|\\d{1,2}[.)]\\s)?`;
const between = `${signs}${paired}(?:(?:is|are|was|were)(?![a-z0-9])${signs})?${counted}${wrapped}(?:[ub](?=["']))?["']?`;
const keyed = new RegExp(`(${key})(${between})(${uuid}|${prefixed}|${opaque})${ends}`, 'gi');
const listed = new RegExp(
  `^[\\s"'\`“”‘’*]{0,6}(?:(,|;|\\band\\b|&|\\n\\s{0,8}(?:[-*•]|\\d{1,2}[.)]))|\\n)${signs}(?:[ub](?=["']))?["']?(${uuid}|${prefixed}|${opaque})${ends}`,
  'i',
);
const bare = new RegExp(`(?<![a-z0-9_-])${prefixed}${ends}`, 'gi');
const shaped = new RegExp(`^(?:${uuid}|${short})$`);

/**
 * Finds Intercom request_ids in what a person or a program wrote, however they are printed: JSON, hashes, dumps,
 * headers, tables, HTML, lists, `req_…`, `request id: <uuid>`, with any quotes or marks around them. Each once, in
 * order, UUIDs in lower case. Intercom documents a UUID but also sends other strings, so after an exact key any
 * ID-like value counts; a secret in that place doesn't. Reads the first 200,000 characters and returns at most 200
 * IDs of at most 100 characters.
 */
export function extractRequestIds(text: string): string[] {
  const readable = legible(redact(asPrinted(text.slice(0, maxText))));
  const found = [...keyedIds(readable), ...bareIds(readable), ...idsInTables(readable)].sort(
    (a, b) => a.at - b.at,
  );
  const once = new Map(found.map(({ id }) => [id.toLowerCase(), canonical(id)] as const).reverse());
  return [...once.values()].reverse().slice(0, maxIds);
}

type Found = { id: string; at: number };

/**
 * Removes HTML tags, except those that name a request_id themselves, and puts the label of a Slack link before its
 * URL; table cells become `|`, rows become lines.
 */
function legible(text: string): string {
  return text
    .replace(/<(https?:[^<>|\s]{1,2000})\|([^<>|]{1,300})>/g, '$2 $1')
    .replace(/<\/tr>/gi, '\n')
    .replace(/<\/?(?:[a-z]{1,10}:)?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,300})?\/?>/gi, (tag) =>
      /req/i.test(tag) ? tag : /^<\/?(?:[a-z]+:)?(?:t[dh]|d[dt])\b/i.test(tag) ? '|' : ' ',
    )
    .replaceAll(/[│┃║]/g, '|');
}

function keyedIds(text: string): Found[] {
  return [...text.matchAll(keyed)].flatMap((match) => {
    const [whole, name = '', separator = '', id = ''] = match;
    const exact = !name.includes(' ') && /[:=>|→⇒“”"\]]/.test(separator);
    const first = { id, at: match.index + whole.length - id.length };
    const many = /s$/i.test(name) && /[:=[]/.test(separator);
    const rest = listAfter(text, match.index + whole.length, many);
    return isRequestId(id, exact) ? [first, ...rest] : many ? rest : [];
  });
}

/** `request_ids: [a, b, c]`: the IDs after the first. Only after a plural name can they have any shape. */
function listAfter(text: string, start: number, many: boolean): Found[] {
  const found: Found[] = [];
  for (let at = start; found.length < maxIds; ) {
    const [whole = '', sign, id = ''] = listed.exec(text.slice(at, at + 180)) ?? [];
    const counts = shaped.test(id.toLowerCase())
      ? isRequestId(id, false) && (many || /\d/.test(id))
      : isRequestId(id, false) ||
        (many && sign !== undefined && /^(?=.*[a-z])[a-z0-9_-]{10,}$/i.test(id) && isRequestId(id, true));
    if (!counts) break;
    found.push({ id, at: at + whole.length - id.length });
    at += whole.length;
  }
  return found;
}

function bareIds(text: string): Found[] {
  return [...text.matchAll(bare)]
    .filter(([id]) => /\d/.test(id))
    .map((match) => ({ id: match[0], at: match.index }));
}

function canonical(id: string): string {
  return new RegExp(`^${uuid}$`, 'i').test(id) ? id.toLowerCase() : id;
}
