/** Reason phrases, by the statuses that they come with. */
const reasons: readonly (readonly [of: RegExp, phrases: string])[] = [
  [/^2/, 'OK\\b|Created\\b|Accepted\\b|No Content|Connection established'],
  [/^3/, 'Moved |Found\\b|See Other|Not Modified|Temporary Redirect|Permanent Redirect'],
  [/^400/, 'Bad Request|The plain HTTP'],
  [/^401/, 'Unauthori[sz]ed|Authorization Required|Authentication'],
  [/^402/, 'Payment Required'],
  [/^403/, 'Forbidden|Access Denied'],
  [/^404/, '(?:Page |Resource )?Not Found'],
  [/^40[56]/, '(?:Method )?Not '],
  [/^407/, 'Proxy Auth'],
  [/^4(?:08|13|31)/, 'Request |Payload Too|Content Too'],
  [/^4(?:09|10|23)/, 'Conflict\\b|Gone\\b|Locked\\b'],
  [/^41[15]|^42[26]/, 'Length Required|Unsupported Media|Unprocessable|Upgrade Req'],
  [/^429/, 'Too Many|Rate '],
  [/^4/, 'Client (?:Error|Closed)|URI Too|Precondition|Misdirected|Failed Dep'],
  [
    /^5/,
    '(?:Internal )?Server Error|Not Implemented|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time|HTTP Version|Network Auth|Web Server|Connection timed|Origin |SSL handshake|Invalid SSL|A timeout|Backend fetch',
  ],
];

/** Any reason phrase, for a case-insensitive regular expression. */
export const anyReason = reasons.map(([, phrases]) => phrases).join('|');

const read = reasons.map(([of, phrases]) => [of, new RegExp(`^(?:${phrases})`, 'i')] as const);

/** Whether a reason phrase belongs to a status: not `215 not found`. */
export const isReasonOf = (status = '', reason = ''): boolean =>
  read.some(([of, phrases]) => of.test(status) && phrases.test(reason));
