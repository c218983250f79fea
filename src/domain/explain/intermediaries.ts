import type { Pasted } from './read/read-input.ts';

const proxy =
  /proxy after CONNECT|\bproxyconnect\b|CONNECT tunnel failed|tunnel(?:ing)? (?:socket|connection)[^\n]{0,40}(?:could not|failed)|\bProxyError\b|(?:cannot|unable to) connect to proxy|resolve proxy|Proxy CONNECT aborted|\bERR_(?:PROXY|TUNNEL)|\bcurl: \((?:5|97)\)/i;
/** Web filters, by the pages and headers that they send. */
const filter =
  /X-Squid-Error|\bsquid\/\d|\bERR_(?:(?:CACHE_)?ACCESS|FORWARDING)_DENIED\b|\bby Zscaler|Server: Zscaler|FortiGuard|Blue ?Coat|Netskope|Websense|Forcepoint|McAfee Web Gateway|Palo Alto Networks|Web Page Blocked|Cisco Umbrella|Sophos Web/i;
const certificate = /certificate|altname|x509/i;
const cloudflareLimit =
  /^\W{0,3}1015\W{0,3}$|cloudflare[^\n]{0,30}\b1015\b|\berror(?: code)?:? 1015\b|\b1015\b[^\n]{0,80}rate limited/i;
const cloudflareBlock = /\berror(?: code)?:? 10(?:0[6-9]|1[0-2]|20)\b/i;
/** Messages of AWS API Gateway and Kong's plugins, which also send a request_id of their own. */
const gateway =
  /\{\s{0,9}"message"\s{0,9}:\s{0,9}"(?:(?:Forbidden|Missing Authentication Token)"\s{0,9}\}|User is not authorized to access this resource|(?:You cannot consume this service|Invalid authentication credentials|No API key found in request)")/;
/** Firewalls, by the names and sentences on their pages. */
const wall =
  /\brequested URL was rejected\b|\bIncapsula incident\b|\bweb ?(?:site|application) firewall\b|\bblocked by Wordfence\b|\byou have been blocked\b|\bthe request is blocked\b|\bRBAC: access denied\b|Attention Required! \| Cloudflare/i;
const refusalPage =
  /\b40[13]\.\d{1,2}\b[^\n]{0,10}Forbidden|<title>\s{0,9}(?:Access Denied|Just a moment)|cf-mitigated:|used Cloudflare to restrict|\bAccess Blocked\b|\bblocked by (?:corporate|company|your organi[sz]ation)|<Code>AccessDenied<|Reference(?:&#32;| )#\d{1,3}\.[\da-f]/i;
const page =
  /<(?:!doctype|html|head|title|h1)\b|content-type:\s{0,4}text\/html|Microsoft-Azure-Application-Gateway/i;
const plainOnTls = /plain HTTP request was sent to HTTPS port/i;

/**
 * Returns the key of what responded in Intercom's place: a proxy, a web filter, a firewall, Cloudflare, a gateway;
 * null if nothing shows one. One of Intercom's own errors in the text shows that none did.
 */
export function inBetweenKey({ text, statuses, errors }: Pasted): string | null {
  if (errors.length > 0) return null;
  if (proxy.test(text)) return 'proxy_refused';
  if (plainOnTls.test(text)) return 'http_497';
  if (certificate.test(text)) return null;
  if (filter.test(text)) return 'proxy_refused';
  if (cloudflareLimit.test(text)) return 'edge_limit';
  if (cloudflareBlock.test(text) || gateway.test(text) || wall.test(text) || refusalPage.test(text))
    return 'blocked_on_the_way';
  const refused = statuses[0] === 401 || statuses[0] === 403;
  return refused && page.test(text) ? 'blocked_on_the_way' : null;
}
