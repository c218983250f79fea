/**
 * The shapes of a request_id: a UUID as documented, `req_…`, 20 characters of base 32 as Intercom sent for years, and
 * any other string of characters used in IDs. For case-insensitive regular expressions.
 */
export const idShapes = {
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  prefixed: 'req_[a-z0-9][a-z0-9_-]{2,95}',
  short: '[0-9a-v]{20}',
  opaque: '[a-z0-9][a-z0-9_.-]{3,94}[a-z0-9]',
} as const;

const isUuid = new RegExp(`^${idShapes.uuid}$`, 'i');
const isPrefixed = new RegExp(`^${idShapes.prefixed}$`, 'i');
const isShort = new RegExp(`^${idShapes.short}$`);
/** A placeholder for an unknown ID: one character repeated. */
const isBlank = /^(?:0[0-]*|([a-z])\1+)$/i;
/** Words of that length in the characters of base 32: they end as nouns do. */
const isNoun = /^[a-z]+(?:ation|ment|itie|nesse)s?$/;
const dateOrNumber = /^\d{4}-\d\d-\d\d|^\d{1,3}(?:\.\d{1,3}){1,3}$|^v\d/i;

/**
 * Whether a string is a request_id, in a place where one is expected. Its shape decides: a UUID, `req_…`, or 20
 * characters of base 32, which hardly any word has. After an exact key (`exact`: `request_id:` and the like, not
 * `request id`) it needs no known shape, but must not look like a word: it has a digit, or no vowels.
 */
export function isRequestId(id: string, exact: boolean): boolean {
  if (isBlank.test(id)) return false;
  if (isUuid.test(id)) return true;
  if (isShort.test(id)) return !isNoun.test(id);
  if (isPrefixed.test(id)) return /\d/.test(id);
  if (!exact || dateOrNumber.test(id)) return false;
  return /\d/.test(id) || (/^[a-z]{10,}$/i.test(id) && /[bcdfghjklmnpqrstvwxz]{7}/i.test(id));
}
