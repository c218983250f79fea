/** What a token may be wrong in, in the order people would name it, each to follow "the token is malformed". */
const faults: readonly (readonly [sign: RegExp, words: string])[] = [
  [/^(?:authorization\s*[:=]\s*)?["']?bearer\b/i, 'it begins with “Bearer”, which is added by itself'],
  [
    /\$\{|\$\(|\{\{|<%|^\$\w|^%\w+%$|^<[^>]*>$|^\[[^\]]*\]$/,
    `it is a placeholder that nobody filled in, like \${…}`,
  ],
  [
    /^(?:undefined|null|none|nil|todo|fixme|tbd|change[-_]?me|secret|token|dummy|fake|placeholder|example|x{3,}|\*{3,}|\.{3,}|your[-_ ].*|(?:replace|insert|enter|paste|put|fill|add)(?:[-_ ].*|me|this)|.*[-_ ]here)$/i,
    'it is a placeholder, not a token',
  ],
  // Tokens are made of letters in either case and of digits; a name in capitals is what should have been looked up.
  [/^[A-Z]+(?:_[A-Z]+)+$/, 'it is the name of a variable, not its value'],
  [/^(?:op|vault|ssm|gcp|aws|https?|file):|^arn:|^ref\+/i, 'it is the address of a secret, not the secret'],
  [/^(?:export\s+)?[A-Z][A-Z0-9_]*\s*=\s*[^\s=]/, 'it begins with the name of a variable'],
  [/^xox[a-z]-|^xapp-/i, 'it is a token of Slack'],
  [/^\s*\{/, 'it is a JSON object, of which the token is one field'],
  [/[\r\n\u2028\u2029]|\\[nr]/, 'it holds a line break'],
  [/["'`\u2018\u2019\u201c\u201d\u00ab\u00bb]/, 'it holds a quotation mark'],
  [/\s/, 'it holds a space'],
  [/[\u200b-\u200f\u2060\ufeff]/, 'it holds a sign that cannot be seen, as copied from a web page'],
  [/[^\x20-\x7e]/, 'it holds a sign that is not ASCII'],
  // RFC 6750, section 2.1: what a bearer token may be made of. A colon is in none, but some are made with one.
  [/[^A-Za-z0-9._~+/=:-]/, 'it holds a sign that no token has'],
];

/**
 * What is wrong with a token, so that it cannot be one; null when nothing is, or when there is none. Nothing of the token
 * is in the words.
 */
export function tokenFault(token: string | null): string | null {
  if (token === null || token === '') return null;
  return faults.find(([sign]) => sign.test(token))?.[1] ?? null;
}

/** Why a token is not sent, with its remedy; null when it is. */
export function tokenProblem(token: string | null): string | null {
  if (token === null || token === '')
    return 'INTERCOM_ACCESS_TOKEN is not set: put it into the environment or .env, and restart';
  const fault = tokenFault(token);
  return fault === null
    ? null
    : `INTERCOM_ACCESS_TOKEN is malformed: ${fault}. Set it to the token alone, and restart`;
}
