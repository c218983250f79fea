/** What only a whole document starts with, after white space (a byte order mark counts) and comments. */
const document =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->)*<(?:!doctype|html|head|body|meta|title|base|frameset|\?xml)\b/i;

/** All that some gateways and proxies say, as text or as a heading: a status, its reason phrase, or both. */
const bareWords = [
  /^(?:error(?: code)?:? ?)?(?:[45]\d\d[ :-]*)?(?:bad gateway|gateway time-?out|service (?:temporarily )?unavailable|internal server error|web server is down)[.!]?$/i,
  /^error code: \d{3,4}$/i,
  /^upstream (?:connect error or disconnect\/reset before headers|request timeout)/i,
  /^(?:no healthy upstream|stream timeout|rbac: access denied|default backend - 404|the upstream server is timing out)/i,
];
const longestWords = 500;

/**
 * Whether a text comes from something in front of Intercom: a web page or a gateway's bare words. Articles and messages
 * contain HTML too, but never a whole document. (The words: nginx, HAProxy, Envoy, Cloudflare, Kubernetes' ingress.)
 */
export function isPage(text: string): boolean {
  if (document.test(text)) return true;
  if (text.length > longestWords) return false;
  const words = text.replace(/<[^<>]*>/g, '').trim();
  return bareWords.some((pattern) => pattern.test(words));
}
