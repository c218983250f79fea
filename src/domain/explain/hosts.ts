/** A host that a text tells of, as it names it, and the port where it names one. */
export type NamedHost = { name: string; port: number | null };

const name = String.raw`[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?){0,9}`;
const dotted = String.raw`[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?){0,8}\.[a-z]{2,24}`;
const address = String.raw`(?:\d{1,3}\.){3}\d{1,3}|\[?::1\]?`;
const whole = String.raw`(?![\w-]|\.\w)`;

/** Endings that a name has to have where only a preposition stands before it. */
const domains =
  'com|io|net|org|dev|app|cloud|co|ai|eu|us|uk|de|fr|nl|ie|au|ca|in|jp|br|es|it|se|ch|internal|local|localhost|svc|lan|corp|example|test';

/** Ways in which clients, resolvers and people name the host that was asked. Each part is bounded. */
const asked: readonly RegExp[] = [
  String.raw`(?<![\w.])[a-z][a-z0-9+]{1,19}:\/\/(?:[^\s/@"'<>]{1,80}@)?(${address}|${name})(?::(\d{2,5}))?${whole}`,
  String.raw`(?:\bENOTFOUND|\bEAI_AGAIN|\bgetaddrinfo(?: failed)?(?= (?!E(?:NOTFOUND|AI_))[a-z])|resolve host(?: ?name)?(?: address)?:?|\blookup:?(?! address)|\bconnect to host|UnknownHostException:|server misbehaving:|translate host name)\s{1,3}["']?(${name})${whole}()`,
  String.raw`\bhost(?:name)?["']?\s?=\s?["']?(${address}|${name})["']?,\s?port["']?\s?=\s?(\d{2,5})`,
  String.raw`(?:^|[\n>*])\s{0,3}Host:\s{0,3}(${dotted})(?::(\d{2,5}))?${whole}`,
  String.raw`(?:\b[Cc]onnect(?:ed|ion|ing)? to|\bhost)\s{1,2}["'(]?(${address}|${dotted}|localhost)["')]?(?:[,:]?\s{1,2}\([^)\n]{1,60}\))?,?\s{1,2}port\s{1,2}(\d{2,5})`,
  String.raw`\bhostname["']?\s?[:=]\s?["'](${dotted})["']()`,
  String.raw`(?<![\w.@/:-])(${dotted}|localhost):(\d{2,5})${whole}`,
  String.raw`(?:\bE[A-Z]{3,12}|\bdial tcp|\bconnect(?:ing|ion)? to|->|\baddress:)\s{0,2}["']?(${address}|::1):(\d{2,5})${whole}`,
  String.raw`(?:^(?=[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}\.)|\b(?:to|from|of|by|on|for|calling|via|host|against|with|reach))\s{0,2}["'(\x60]?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.(?:${domains}))["')\x60]?(?=[\s,;:!?)]|\.?$)()`,
].map((pattern) => new RegExp(pattern, 'gim'));

/** Where the body of an error links to what explains it: that names whose body it is. */
const bodyLink = new RegExp(
  String.raw`"(?:doc(?:umentation|s)?_?url|more_info|help(?:_url)?|errors_url)"\s?:\s?"https?:\/\/(${dotted})`,
  'gi',
);

/** Words before an address that only point to where more can be read, or where somebody was sent. */
const pointing =
  /(?:\b(?:see|visit|details|info(?:rmation)?|help|docs?|documentation|read|learn more|guide|check|here|location|referr?er|origin|user-agent|xmlns(?::\w+)?|href|src|type)\b[^\n\w]{0,6}(?:at|on|here|:|=)?[^\n\w]{0,6}|\(\+)$/i;
/** Words before an address that was asked. */
const asking = /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|url)\b[^\n\w]{0,8}$/i;
/** Hosts that explain, rather than being asked. */
const explaining =
  /^(?:docs?|developers?|support|help|community|learn|errors|schemas?|wiki|forum|blog|www\.w3)\.|^(?:www\.)?(?:curl\.se|curl\.haxx\.se|github\.com|stackoverflow\.com|nodejs\.org|golang\.org|go\.dev|python\.org|w3\.org|ietf\.org|rfc-editor\.org|json-schema\.org|aka\.ms|mozilla\.org|pydantic\.dev|readthedocs\.io|php\.net|rubydoc\.info)$/i;
/** Names of files, code and packages that look like names of hosts. */
const noHost =
  /\.(?:js|mjs|cjs|ts|tsx|jsx|py|rb|go|java|kt|php|cs|rs|ex|exs|sh|c|cc|cpp|h|log|json|ya?ml|xml|html?|md|txt|conf|env|lock|jar|class|so|dll|exe|sql|toml|erl|scala|swift|dart|vue)$|(?:Error|Exception|Timeout|Client|Request|Response)$|\.(?:errors?|exceptions?|core|util|lang|net|http|https|client|request|response|data|status|message|code|length|get|post|put|patch|delete|find|create|update|list|search|then|catch|config|headers|body|handler|service|internal_error)$/;
const realDomain = /\.(?:net|http|data|status|get|search|code)$/;

/** The hosts that the requests in a text went to, each once, in its order; not those where a text says to read more. */
export function hostsIn(text: string): NamedHost[] {
  const found = asked
    .flatMap((pattern) => [...text.slice(0, 50_000).matchAll(pattern)])
    .sort((a, b) => a.index - b.index)
    .filter((match) => {
      const host = match[1] ?? '';
      const before = text.slice(Math.max(0, match.index - 40), match.index);
      const isUrl = match[0].includes('://');
      if (isUrl && /\.m?js(?:[?:]|$)/.test(text.slice(match.index, match.index + 200).split(/\s/)[0] ?? ''))
        return false;
      if (!isUrl && host !== host.toLowerCase()) return false;
      if (!isUrl && noHost.test(host) && !(match[2] && realDomain.test(host))) return false;
      return (asking.test(before) || !explaining.test(host)) && !pointing.test(before);
    })
    .map((match) => ({
      name: (match[1] ?? '').toLowerCase().replace(/[[\]]/g, ''),
      port: match[2] ? Number(match[2]) : null,
    }));
  const linked = [...text.slice(0, 50_000).matchAll(bodyLink)].map((match) => ({
    name: (match[1] ?? '').toLowerCase(),
    port: null,
  }));
  return [
    ...new Map([...found, ...linked].toReversed().map((host) => [host.name, host] as const)).values(),
  ].toReversed();
}

/** Is it a name or address of this machine or of a private network? */
export const isPrivate = ({ name: host }: NamedHost): boolean =>
  /^(?:localhost|::1|0\.0\.0\.0|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host) ||
  /\.(?:local|localhost|internal|lan|corp|intra|intranet|private|home|svc|consul|docker|arpa)$/.test(host) ||
  !host.includes('.');

/** Is it one of Intercom's: its API, its products, its status page? */
export const isIntercoms = ({ name: host }: NamedHost): boolean =>
  /(?:^|\.)(?:intercom\.(?:io|com)|intercom-(?:mail|sheets|attachments(?:-\d)?)\.com|intercom(?:cdn|assets|usercontent)\.(?:io|com)|finstatus\.com|intercomstatus\.com)$/.test(
    host,
  );
