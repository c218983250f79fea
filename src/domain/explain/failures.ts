/** curl's own number, as it and PHP print it: `curl: (28)`, `cURL error 28`. */
const curl = (numbers: string) =>
  String.raw`\bcurl(?: error)?:? \(?(?:${numbers})\b|\bcurl\b[^\n]{0,30}\bexit(?:ed)?(?: with)?(?: code| status)? (?:${numbers})\b`;

/** What clients say when no answer came, with the entry that it means. The first that fits counts. */
const failures: readonly (readonly [RegExp, string])[] = (
  [
    [
      '\\bEMFILE\\b|\\bENFILE\\b|\\bENOBUFS\\b|\\bEADDRNOTAVAIL\\b|too many open files|cannot assign requested address',
      'out_of_sockets',
    ],
    ['\\bEAI_AGAIN\\b|temporary failure in name resolution', 'name_not_now'],
    [
      `\\bENOTFOUND\\b|\\bNXDOMAIN\\b|\\bSERVFAIL\\b|\\bESERVFAIL\\b|(?:could not|couldn't|unable to|failed to) resolve|name or service not known|nodename nor servname|no such host|\\bhost not found|UnknownHost|getaddrinfo|gaierror|NameResolutionError|no address associated|\\bdns\\b (?:lookup )?(?:fail|error|problem|issue)|${curl('6')}`,
      'name_not_found',
    ],
    [
      'CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificates? (?:has |have |is |was )?(?:expired|not yet valid)|expired certificate',
      'certificate_expired',
    ],
    [
      `ALTNAME|altnames|no alternative certificate|hostname ?mismatch|name ?mismatch|certificate is (?:not )?valid for|does(?:n't| not) match (?:target host|the host|certificate)|SSLPeerUnverified|${curl('51')}`,
      'certificate_name',
    ],
    [
      'wrong.version.number|first record does not look like|unrecognized SSL message|http request to (?:an )?https|packet length too long',
      'not_tls',
    ],
    [
      `SELF_SIGNED|self[- ]signed|UNABLE_TO_(?:VERIFY|GET_ISSUER)|unable to verify the first|unable to get (?:local )?issuer|unknown authority|unknown ca\\b|PKIX path|valid certification path|CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSL certificate problem|UntrustedRoot|${curl('60|77')}`,
      'certificate_untrusted',
    ],
    [
      `SSL_ERROR|SSL_connect (?:returned|SYSCALL)|TLS handshake|SSL handshake|handshake (?:failure|failed|timeout)|terminated the handshake|before secure TLS|SSLHandshake|SSLException|SSLError|\\bEPROTO\\b|\\bERR_SSL_|\\b(?:SSL|TLS) (?:error|problem|failure)\\b|sslv3 alert|tlsv1 alert|${curl('35')}`,
      'tls_failed',
    ],
    [
      '\\bEHOSTUNREACH\\b|\\bENETUNREACH\\b|\\bENETDOWN\\b|no route to host|network is unreachable',
      'no_route',
    ],
    [
      `\\bE(?:SOCKET)?TIMEDOUT\\b|\\bECONNABORTED\\b|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|\\btime[ds]?[ -]?out\\b(?!["']?\\s{0,2}[:=]?\\s{0,2}\\d)|\\btimeouts?\\b(?!["']?\\s{0,2}[:=]?\\s{0,2}\\d)|timeout of \\d+ ?ms exceeded|Time-?out(?:Error|Exception)|(?:Read|Connect|Open|Write|Pool)Timeout|deadline exceeded|execution expired|HttpClient\\.Timeout|operation was aborted|\\bAbortError\\b|${curl('28')}`,
      'timed_out',
    ],
    [
      `\\bECONNREFUSED\\b|connection refused|couldn't connect to server|actively refused|${curl('7')}`,
      'connection_refused',
    ],
    [
      `\\bECONNRESET\\b|socket hang ?up|\\bEPIPE\\b|broken pipe|other side closed|\\bUND_ERR_SOCKET\\b|connection (?:was |has been |is )?(?:reset|aborted|closed|broken|lost)|reset by peer|empty reply|premature close|RemoteDisconnected|remote end closed|IncompleteRead|server disconnected|\\bEOF(?:Error)?\\b|end of file reached|unexpected end of file|transfer closed|stream \\d+ was not closed|stream (?:was )?reset|prematurely closed|\\bGOAWAY\\b|NoHttpResponse|${curl('18|52|55|56|92')}`,
      'connection_reset',
    ],
    [
      "unexpected token|not valid JSON|invalid json|JSONDecodeError|Expecting value: line|JSON::ParserError|invalid character '.{1,3}' looking|JsonParseException|JsonReaderException|unexpected end of JSON|malformed JSON",
      'not_json',
    ],
    [
      '(?<!backend )\\bfetch failed\\b|failed to fetch|\\bnetwork ?error\\b|\\bERR_NETWORK\\b|network request failed',
      'fetch_failed',
    ],
  ] as const
).map(([said, key]) => [new RegExp(said, 'i'), key] as const);

/** An address of our own: this machine or a private network. */
const ownAddress =
  /(?:ECONNREFUSED|connect(?:ing|ion)? to|dial tcp)\s{1,3}"?(?:localhost|127\.|\[?::1|0\.0\.0\.0|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/i;

/** The key of the failure that a text tells of; null when it tells of none. */
export function failureKey(text: string): string | null {
  const key = failures.find(([said]) => said.test(text))?.[1] ?? null;
  return key === 'connection_refused' && ownAddress.test(text) ? 'refused_here' : key;
}
