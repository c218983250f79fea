/** curl's own number, as it and PHP print it: `curl: (28)`, `cURL error 28`, `curl … exit code 28`. */
const curl = (numbers: string): string =>
  `\\bcurl(?: error)?:? \\(?(?:${numbers})\\b|\\bcurl\\b[^\\n]{0,30}\\bexit(?:ed)?(?: with)?(?: code| status)? (?:${numbers})\\b`;
/** Not followed by the value of a setting: `timeout: 5000`. */
const noSetting = `(?!["']?\\s{0,2}[:=]?\\s{0,2}\\d)`;

/** What clients say when no response came, by the key of the entry that it means. The first match counts. */
const phrases: Readonly<Record<string, readonly string[]>> = {
  token_malformed: [
    'ERR_INVALID_CHAR|invalid character in header|InvalidHeader|invalid header (?:field )?value',
    'header value[^\\n]{0,40}(?:invalid|newline)|illegal header value',
  ],
  out_of_sockets: [
    '\\b(?:EMFILE|ENFILE|ENOBUFS|EADDRNOTAVAIL)\\b|too many open files|cannot assign requested address',
    'ConnectionPoolTimeout|waiting for (?:a )?connection from (?:the )?pool',
  ],
  name_not_now: ['\\bEAI_AGAIN\\b|temporary failure in name resolution'],
  name_not_found: [
    "\\b(?:ENOTFOUND|NXDOMAIN|E?SERVFAIL)\\b|(?:could not|couldn't|unable to|failed to) resolve|no such host",
    'name or service not known|nodename nor servname|\\bhost not found|no address associated|getaddrinfo|gaierror',
    'host(?:name)? could not be found|name could not be resolved|failed host lookup',
    'UnknownHost|UnresolvedAddress|NameResolutionError|ERR_NAME_NOT_RESOLVED|COULDNT_RESOLVE_HOST',
    '\\bdns\\b (?:lookup )?(?:fail|error|problem|issue)',
    curl('6'),
  ],
  certificate_expired: [
    'CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID|NotTimeValid|expired certificate',
    'certificates? (?:has |have |is |was )?(?:expired|not yet valid)',
  ],
  certificate_name: [
    'ALTNAME|altnames|no alternative certificate|(?:host)?name ?mismatch|ERR_CERT_COMMON_NAME|SSLPeerUnverified',
    "certificate is (?:not )?valid for|does(?:n't| not) match (?:target host|the host|certificate)",
    curl('51'),
  ],
  not_tls: [
    'wrong.version.number|first record does not look like|unrecognized SSL message|packet length too long',
    'http request to (?:an )?https|HTTP response to HTTPS client',
  ],
  certificate_untrusted: [
    'SELF_SIGNED|self[- ]signed|UNABLE_TO_(?:VERIFY|GET_ISSUER)|unable to (?:verify the first|get (?:local )?issuer)',
    'could not establish trust relationship',
    'PartialChain|RemoteCertificateChainErrors|remote certificate (?:is|was) (?:invalid|rejected)|certificate for this server is invalid',
    'unknown authority|unknown ca\\b|PKIX path|valid certification path|UntrustedRoot|ERR_CERT_AUTHORITY_INVALID',
    'CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSL certificate problem|PEER_FAILED_VERIFICATION',
    curl('60|77'),
  ],
  tls_failed: [
    'SSL_ERROR|SSL_connect (?:returned|SYSCALL)|\\b(?:SSL|TLS) (?:handshake|error|problem|failure)|\\bERR_SSL_|\\bEPROTO\\b',
    'handshake (?:failure|failed|timeout)|terminated the handshake|before secure TLS|SSLHandshake|SSLException|SSLError',
    'sslv3 alert|tlsv1 alert|received fatal alert|gnutls_handshake|SSL/TLS secure channel',
    curl('35'),
  ],
  no_route: [
    '\\b(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN)\\b|no route to host|network is unreachable',
    'ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_NETWORK_CHANGED',
  ],
  timed_out: [
    `\\bE(?:SOCKET)?TIMEDOUT\\b|\\bECONNABORTED\\b|_TIMED_?OUT\\b|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT`,
    `\\btime[ds]?[ -]?out\\b${noSetting}|\\btimeouts?\\b${noSetting}|timeout of \\d+ ?ms exceeded`,
    'Time-?out(?:Error|Exception)|(?:Read|Connect|Open|Write|Pool)Timeout|HttpClient\\.Timeout|\\bAbortError\\b|TimedOut',
    'WSAETIMEDOUT|\\b(?:errno|WinError|SocketException) \\(?10060\\b',
    'deadline exceeded|execution expired|operation was aborted',
    curl('28'),
  ],
  connection_refused: [
    "\\bECONNREFUSED\\b|connection refused|couldn't connect to server|actively refused|\\bConnectionRefused\\b|ERR_CONNECTION_REFUSED|COULDNT_CONNECT",
    curl('7'),
  ],
  connection_reset: [
    '\\b(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|GOAWAY|EOF|EOFError)\\b|ERR_CONNECTION_(?:RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE',
    'ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2_|RemoteDisconnected|IncompleteRead|NoHttpResponse|CURLE_(?:RECV|SEND)_ERROR',
    'socket closed|network connection was lost|forcibly closed|WSAECONNRESET|response ended prematurely|IncompleteMessage',
    'reason: :closed|\\{:error, :closed\\}',
    'socket hang ?up|broken pipe|other side closed|reset by peer|empty reply|premature close|prematurely closed',
    'connection (?:was |has been |is )?(?:reset|aborted|closed|broken|lost)|(?:remote end closed|server disconnected)',
    'end of file reached|unexpected end of (?:file|stream)|transfer closed|stream (?:\\d+ )?was (?:not closed|reset)|stream reset',
    curl('18|52|55|56|92'),
  ],
  not_json: [
    "unexpected token|not valid JSON|invalid json|malformed JSON|unexpected end of JSON|invalid character '.{1,3}' looking",
    'JSONDecodeError|Expecting value: line|JSON::ParserError|JsonParseException|JsonReaderException',
  ],
  not_http: ['HTTPParserError|\\bHPE_[A-Z]|malformed HTTP|BadStatusLine|ERR_INVALID_HTTP_RESPONSE'],
  cancelled: ['context canceled|request (?:was )?canceled|CanceledError|ERR_CANCELED|RequestAborted'],
  cors: ['CORS policy|Access-Control-Allow-Origin'],
  fetch_failed: [
    '(?<!backend )\\bfetch failed\\b|failed to fetch|\\bnetwork ?error\\b|\\bERR_NETWORK\\b|network request failed',
  ],
};
const failures = Object.entries(phrases).map(
  ([key, patterns]) => [new RegExp(patterns.join('|'), 'i'), key] as const,
);

/** An address of our own: this machine or a private network. */
const ownAddress =
  /(?:ECONNREFUSED|connect(?:ing|ion)? to|dial tcp)\s{1,3}"?(?:localhost|127\.|\[?::1|0\.0\.0\.0|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/i;

/** Clients try IPv6 alongside IPv4 (Happy Eyeballs); if there is no IPv6, that isn't why IPv4 failed. */
const noIpv6 = /\bE(?:NET|HOST)UNREACH\b \[?[\da-f]{0,4}:[\da-f:]{2,40}/gi;

/** The key of the failure that a text describes; null if it describes none. */
export function failureKey(text: string): string | null {
  const key = failureIn(text.replace(noIpv6, ' ')) ?? failureIn(text);
  return key === 'connection_refused' && ownAddress.test(text) ? 'refused_here' : key;
}

const failureIn = (text: string): string | null =>
  failures.find(([pattern]) => pattern.test(text))?.[1] ?? null;
