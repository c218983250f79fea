/** What only a whole document begins with, after white space (a byte order mark is one) and comments. */
const document =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->)*<(?:!doctype|html|head|body|meta|title|base|frameset|\?xml)\b/i;

/** All that some gateways and proxies say, in text or as a headline: a status, or its words, or both. */
const bareWords = [
  /^(?:error(?: code)?:? ?)?(?:[45]\d\d[ :-]*)?(?:bad gateway|gateway time-?out|service (?:temporarily )?unavailable|internal server error|web server is down)[.!]?$/i,
  /^error code: \d{3,4}$/i,
  /^upstream (?:connect error or disconnect\/reset before headers|request timeout)/i,
  /^(?:no healthy upstream|stream timeout|rbac: access denied|default backend - 404|the upstream server is timing out)/i,
];
const longestWords = 500;

/**
 * Whether a text is what somebody in front of Intercom said: a web page or a gateway's bare words. Articles and messages
 * hold HTML as well, but no whole document. (The words: nginx, HAProxy, Envoy, Cloudflare, Kubernetes' ingress.)
 */
export function isPage(text: string): boolean {
  if (document.test(text)) return true;
  if (text.length > longestWords) return false;
  const words = text.replace(/<[^<>]*>/g, '').trim();
  return bareWords.some((pattern) => pattern.test(words));
}
