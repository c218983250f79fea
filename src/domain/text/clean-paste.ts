const signs: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '%22': '"',
  '%3A': ':',
  '%3D': '=',
  '%7B': '{',
  '%7D': '}',
  '\\u0022': '"',
  '\\u003c': '<',
  '\\u003e': '>',
  '\u00A0': ' ',
  '：': ':',
  '＝': '=',
};
const sign = new RegExp(Object.keys(signs).join('|').replaceAll('\\', '\\\\'), 'gi');

/** Invisible characters: terminal colors, zero-width spaces. */
const unseen = new RegExp(`${String.fromCodePoint(27)}\\[[\\d;]{0,20}m|[\\u200B-\\u200D\\u2060\\uFEFF]`, 'g');

/** Undoes what terminals, Slack, browsers, HTML, URLs, and JSON do to a text before it's pasted. */
export function asPrinted(pasted: string): string {
  return pasted
    .replace(unseen, '')
    .replace(sign, (escaped) => signs[escaped] ?? signs[escaped.toLowerCase()] ?? escaped);
}
