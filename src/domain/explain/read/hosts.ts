/**
 * A host named in a text, as the text spells it, and its port if given. `asked`: the text says that a request or a
 * connection went there, rather than only naming it. `store`: it's named like a database, a cache, or a queue.
 */
export type NamedHost = { name: string; port: number | null; asked: boolean; store: boolean };

const name = String.raw`[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?){0,9}`;
const dotted = String.raw`[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?){0,8}\.[a-z]{2,24}`;
const address = String.raw`(?:\d{1,3}\.){3}\d{1,3}|\[?::1\]?`;
const whole = String.raw`(?![\w-]|\.\w)`;

/** Endings that a name must have if only a preposition comes before it. */
const domains =
  'com|io|net|org|dev|app|cloud|co|ai|eu|us|uk|de|fr|nl|ie|au|ca|in|jp|br|es|it|se|ch|internal|local|localhost|svc|lan|corp|example|test';

/** A way in which clients, resolvers, and people name a host, each part bounded. `asked`: something went there. */
type Way = { asked: boolean; is: RegExp };
const way = (asked: boolean, pattern: string): Way => ({ asked, is: new RegExp(pattern, 'gim') });

const url = way(
  false,
  String.raw`(?<![\w.])([a-z][a-z0-9+]{1,19}):\/\/(?:[^\s/@"'<>]{1,80}@)?(?<host>${address}|${name})(?::(?<port>\d{2,5}))?${whole}`,
);
const ways: readonly Way[] = [
  url,
  way(
    true,
    String.raw`(?:\bENOTFOUND|\bEAI_AGAIN|\bgetaddrinfo(?: failed)?(?= (?!E(?:NOTFOUND|AI_))[a-z])|resolve host(?: ?name)?(?: address)?:?|\blookup:?(?! address)|\bconnect to host|UnknownHostException:|server misbehaving:|translate host name)\s{1,3}["']?(?<host>(?!failed\b)${name})${whole}`,
  ),
  way(
    true,
    String.raw`\bhost(?:name)?["']?\s?=\s?["']?(?<host>${address}|${name})["']?,\s?port["']?\s?=\s?(?<port>\d{2,5})`,
  ),
  way(true, String.raw`(?:^|[\n>*])\s{0,3}Host:\s{0,3}(?<host>${dotted})(?::(?<port>\d{2,5}))?${whole}`),
  way(
    true,
    String.raw`(?:\b[Cc]onnect(?:ed|ion|ing)? to|\bhost)\s{1,2}["'(]?(?<host>${address}|${dotted}|localhost)["')]?(?:[,:]?\s{1,2}\([^)\n]{1,60}\))?,?\s{1,2}port\s{1,2}(?<port>\d{2,5})`,
  ),
  way(
    true,
    String.raw`(?:ENOTFOUND|EAI_AGAIN|getaddrinfo)[^\n]{0,80}\n?[^\n]{0,80}\bhostname["']?\s?[:=]\s?["'](?<host>${dotted})["']`,
  ),
  way(true, String.raw`(?<![\w.@/:-])(?<host>${dotted}|localhost):(?<port>\d{2,5})${whole}`),
  way(
    true,
    String.raw`(?:\bE[A-Z]{3,12}|\bdial tcp|\bconnect(?:ing|ion)? to|->|\baddress:)\s{0,2}["']?(?<host>${address}|::1):(?<port>\d{2,5})${whole}`,
  ),
  way(
    false,
    String.raw`(?:^(?=[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}\.)|\b(?:to|from|by|for|calling|via|host|against|reach))\s{0,2}["'(\x60]?(?<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.(?:${domains}))["')\x60]?(?=[\s,;:!?)]|\.?$)`,
  ),
  way(
    true,
    String.raw`(?<![\w.@/:-])(?<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}\.(?:${domains}))\s{1,2}(?:answer|return|respond|repl(?:y|ie)|refuse|time[sd] out|is (?:down|slow|unreachable)|[45]\d\d\b)`,
  ),
];

/** Where an error body links to its explanation: that shows whose body it is. */
const bodyLink = new RegExp(
  String.raw`"(?:doc(?:umentation|s)?_?url|more_info|help(?:_url)?|errors_url)"\s?:\s?"https?:\/\/(${dotted})`,
  'gi',
);

/** Words before an address that only point to more information, or to where someone was sent. */
const pointing =
  /(?:\b(?:see|visit|details|info(?:rmation)?|help|docs?|documentation|read|learn more|guide|check|here|location|referr?er|origin|user-agent|xmlns(?::\w+)?|href|src|type)\b[^\n\w]{0,6}(?:at|on|here|:|=)?[^\n\w]{0,6}|\(\+)$/i;
/** Words before an address that was called. */
const asking = /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|url|request to|for)\b[^\n\w]{0,8}$/i;
/** Hosts that explain, rather than being called. */
const explaining =
  /^(?:docs?|developers?|support|help|community|learn|errors|schemas?|wiki|forum|blog|www\.w3)\.|^(?:www\.)?(?:curl\.se|curl\.haxx\.se|github\.com|stackoverflow\.com|nodejs\.org|golang\.org|go\.dev|python\.org|w3\.org|ietf\.org|rfc-editor\.org|json-schema\.org|aka\.ms|mozilla\.org|pydantic\.dev|readthedocs\.io|php\.net|rubydoc\.info)$/i;
/** Names of files, code and packages that look like names of hosts. */
const noHost =
  /\.(?:js|mjs|cjs|ts|tsx|jsx|py|rb|go|java|kt|php|cs|rs|ex|exs|sh|c|cc|cpp|h|log|json|ya?ml|xml|html?|md|txt|conf|env|lock|jar|class|so|dll|exe|sql|toml|erl|scala|swift|dart|vue)$|(?:Error|Exception|Timeout|Client|Request|Response)$|\.(?:errors?|exceptions?|core|util|lang|net|http|https|client|request|response|data|status|message|code|length|get|post|put|patch|delete|find|create|update|list|search|then|catch|config|headers|body|handler|service|internal_error)$/;
const realDomain = /\.(?:net|http|data|status|get|search|code)$/;

/** Addresses in a browser, a tracker, or a runbook: they are read, and none of our requests goes there. */
const link =
  /\.m?js(?:[?:]|$)|\/(?:issues?|browse|pulls?|merge_requests|wiki|docs?|runbooks?|questions|threads?|archives|dashboards?)(?:\/|$)/i;
/** What stores data or passes it on, by the scheme of its address. */
const store = /^(?:postgres(?:ql)?|mysql|mariadb|rediss?|mongodb(?:\+srv)?|amqps?|kafka|nats|memcached?)$/i;

/** The hosts that a text names, each once, in order; not those that it only points to for more information. */
export function hostsIn(text: string): NamedHost[] {
  const read = text.slice(0, 50_000);
  const found = ways
    .flatMap((one) => [...read.matchAll(one.is)].map((match) => ({ match, one })))
    .sort((a, b) => a.match.index - b.match.index)
    .flatMap(({ match, one }) => hostOf(match, one, read));
  const linked = [...read.matchAll(bodyLink)].map((match) => named(match[1] ?? '', null, true));
  const all = [...found, ...linked];
  return [...new Map(all.toReversed().map((host) => [host.name, host] as const)).values()].toReversed();
}

function hostOf(match: RegExpExecArray, { asked, is }: Way, text: string): NamedHost[] {
  const { host = '', port } = match.groups ?? {};
  const before = text.slice(Math.max(0, match.index - 40), match.index);
  if (pointing.test(before)) return [];
  if (is === url.is) {
    const whole = text.slice(match.index, match.index + 300).split(/[\s"'`<>)]/)[0] ?? '';
    const wasAsked = asking.test(before);
    if (!wasAsked && (explaining.test(host) || link.test(whole))) return [];
    return [named(host, port, wasAsked, store.test(match[1] ?? ''))];
  }
  const isCode = noHost.test(host) && !(port !== undefined && realDomain.test(host));
  return isCode || host !== host.toLowerCase() ? [] : [named(host, port, asked)];
}

const named = (
  host: string,
  port: string | null | undefined,
  asked: boolean,
  isStore = false,
): NamedHost => ({
  name: host.toLowerCase().replace(/[[\]]/g, ''),
  port: port ? Number(port) : null,
  asked,
  store: isStore,
});

/** Is it a name or address of this machine or of a private network? */
export const isPrivate = ({ name: host }: Pick<NamedHost, 'name'>): boolean =>
  /^(?:localhost|::1|0\.0\.0\.0|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host) ||
  /\.(?:local|localhost|internal|lan|corp|intra|intranet|private|home|svc|consul|docker|arpa)$/.test(host) ||
  !host.includes('.');

/** Is it one of Intercom's: its API, its products, its status page? */
export const isIntercoms = ({ name: host }: Pick<NamedHost, 'name'>): boolean =>
  /(?:^|\.)(?:intercom\.(?:io|com)|intercom-(?:mail|sheets|attachments(?:-\d)?)\.com|intercom(?:cdn|assets|usercontent)\.(?:io|com)|finstatus\.com|intercomstatus\.com)$/.test(
    host,
  );
