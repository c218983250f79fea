/** A piece of a secret is hidden too from this length on: whatever cuts a message may cut a token in it. */
const pieceLength = 12;

/**
 * Hides a secret in what came back, even if the other side echoes it: whole or cut off, percent-encoded, or escaped for
 * JSON (`\/`, `\u0064`). Secrets shorter than 4 characters can't be told from other text and are left alone.
 */
export function hide(text: string, secret: string | null | undefined): string {
  return secret && secret.length >= 4 ? text.replace(patternOf(secret), '[token]') : text;
}

let latest: { secret: string; pattern: RegExp } | undefined;

/** The secret's first characters, and as many of the rest as follow, each in any of its forms. */
function patternOf(secret: string): RegExp {
  if (latest?.secret === secret) return latest.pattern;
  const signs = [...secret].map(formsOf);
  const head = signs.slice(0, pieceLength).join('');
  const rest = signs.slice(pieceLength).reduceRight((after, sign) => `(?:${sign}${after})?`, '');
  latest = { secret, pattern: new RegExp(head + rest, 'gi') };
  return latest.pattern;
}

function formsOf(sign: string): string {
  const hex = sign.charCodeAt(0).toString(16).padStart(2, '0');
  return `(?:\\\\{0,2}(?:${sign.replace(/[^\w]/g, '\\$&')}|u00${hex})|%${hex})`;
}
