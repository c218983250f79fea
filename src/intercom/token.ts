/** What can be wrong with a token, in the order people would name it, each to follow "the token is malformed". */
const faults: readonly (readonly [sign: RegExp, words: string])[] = [
  [/^(?:authorization\s*[:=]\s*)?["']?bearer\b/i, 'it starts with "Bearer", which is added automatically'],
  [
    /\$\{|\$\(|\{\{|<%|^\$\w|^%\w+%$|^<[^>]*>$|^\[[^\]]*\]$/,
    `it's a placeholder nobody filled in, like \${…}`,
  ],
  [
    /^(?:undefined|null|none|nil|todo|fixme|tbd|change[-_]?me|secret|token|dummy|fake|placeholder|example|x{3,}|\*{3,}|\.{3,}|your[-_ ].*|(?:replace|insert|enter|paste|put|fill|add)(?:[-_ ].*|me|this)|.*[-_ ]here)$/i,
    "it's a placeholder, not a token",
  ],
  // Tokens consist of letters in either case and digits; a name in capitals is a variable that wasn't looked up.
  [/^[A-Z]+(?:_[A-Z]+)+$/, "it's a variable's name, not its value"],
  [/^(?:op|vault|ssm|gcp|aws|https?|file):|^arn:|^ref\+/i, "it's the address of a secret, not the secret"],
  [/^(?:export\s+)?[A-Z][A-Z0-9_]*\s*=\s*[^\s=]/, "it starts with a variable's name"],
  [/^xox[a-z]-|^xapp-/i, "it's a Slack token"],
  [/^\s*\{/, "it's a JSON object with the token in one field"],
  [/[\r\n\u2028\u2029]|\\[nr]/, 'it contains a line break'],
  [/["'`\u2018\u2019\u201c\u201d\u00ab\u00bb]/, 'it contains a quotation mark'],
  [/\s/, 'it contains a space'],
  [/[\u200b-\u200f\u2060\ufeff]/, 'it contains an invisible character, as when copied from a web page'],
  [/[^\x20-\x7e]/, 'it contains a non-ASCII character'],
  // RFC 6750, section 2.1: the characters of a bearer token. A colon isn't among them, but some tokens contain one.
  [/[^A-Za-z0-9._~+/=:-]/, 'it contains a character no token has'],
];

/**
 * What is wrong with a token, so that it can't be one; null if nothing is, or if there is none. The words contain
 * nothing of the token.
 */
export function tokenFault(token: string | null): string | null {
  if (token === null || token === '') return null;
  return faults.find(([sign]) => sign.test(token))?.[1] ?? null;
}

/** Why a token isn't sent, with its remedy; null if it's sent. */
export function tokenProblem(token: string | null): string | null {
  if (token === null || token === '')
    return "INTERCOM_ACCESS_TOKEN isn't set: add it to the environment or .env, then restart";
  const fault = tokenFault(token);
  return fault === null
    ? null
    : `INTERCOM_ACCESS_TOKEN is malformed: ${fault}. Set it to just the token, then restart`;
}
