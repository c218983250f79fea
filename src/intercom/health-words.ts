import type { HealthLevel } from '../domain/triage/observation.ts';

/** What words say of the health of a thing; `nothing` where they are about something else. */
export type Said = HealthLevel | 'nothing';

const any = (...words: string[]) => `(?:${words.join('|')})`;

const bad = any(
  'fail(?:s|ed|ing|ures?)?|fatal|faulty?|err(?:or(?:s|ed)?)?|exceptions?|panic|crash(?:es|ed|ing)?|traceback',
  'down|dead(?! letter)|died|broken?|offline|out of (?:service|order|memory|disk|space)|outages?|off line',
  'time ?outs?|timed ?out|timing out|deadline exceeded|hung|hangs|hanging|hang up|stuck|stopped|halted|killed|aborted',
  'refus(?:ed|es|ing|al)|reject(?:ed|s|ing|ion)|denied|den(?:y|ies)|forbidden|banned|blocked|suspended|terminated',
  'un(?:authori[sz]ed|authenticated|reachable|available|avail|healthy|well|responsive|usable|successful|serviceable)',
  'invalid(?:ated)?|expired|revoked|lost|critical|crit|severe|emergency|emerg|inoperative|inaccessible|defunct',
  'disconnect(?:ed|s|ion|ing)?|connection (?:reset|closed|dropped)|reset by peer|not found|missing|misconfigured',
  'disabled|inactive|switched off|turned off|un ?configured|paused|shut ?down|shutting down|tripped|corrupt(?:ed)?',
  'problems?|issues?|incidents?|trouble|alarms?|alert(?:s|ing)?|wrong|bad|sick|exhausted|interrupted|unable',
  'e(?:conn[a-z]+|notfound|timedout|pipe|hostunreach|netunreach|ai again|proto)|x509|nxdomain|servfail',
  '(?:no such|unknown) host|no route|mismatch(?:ed)?|nok|nack|ko|cannot|cant|couldnt|kaputt?',
  'circuit(?: breaker)?(?: is| state)? open(?:ed)?|open circuit|except(?: for)?|apart from|other than',
);
const degraded = any(
  'degrad(?:ed|ation|ing)|warn(?:ing|ings|ed)?|partial(?:ly)?|impaired|reduced|elevated|struggling|minor (?:outage|issues?)',
  'slow(?:ly|er|ness|ed)?|sluggish|lag(?:s|ged|gy|ging)?|late|delay(?:s|ed|ing)?|behind(?! (?:a|an|the|our) )|stale|backlog(?:ged)?',
  'throttl(?:ed|ing)|rate ?limit(?:ed|ing)|rate limit (?:exceeded|hit|reached)|exceeded (?:the )?rate limit|limited',
  'too many requests|(?:over|exceeded) quota|quota (?:exceeded|reached)|overload(?:ed)?|congest(?:ed|ion)|saturated',
  'unstable|flap(?:s|ping|py)?|flaky|intermittent(?:ly)?|sporadic|spotty|unreliable|brown ?out|jittery',
  'retrying|recovering|half open|falling back|fallback|backing off|back ?off|back ?pressure|draining|expiring',
  'maintenance|read ?only|caution|needs attention|poor|weak|high (?:latency|load|error rate)|nearing',
);
const unsure = any(
  'unknown|undefined|undetermined|indeterminate|inconclusive|pending|starting|start up|waiting|warming up|booting',
  'initiali[sz]ing|connecting|checking|un(?:checked|monitored|tested|verified|supported)|skipp(?:ed|ing)|tbd|idle',
);
const notYet =
  /\bnot (?:yet |been )*(?:checked|tested|implemented|monitored|applicable|run|measured|known|verified)\b/g;
const good = any(
  'ok(?:ay)?|up|pass(?:es|ed|ing)?|healthy|operational|alive|available|running|good|fine|well|success(?:ful(?:ly)?)?',
  'succeed(?:s|ed)|online|ready|connected|reachable|respons(?:ive)|respond(?:s|ing)|active|enabled|normal(?:ly)?',
  'nominal|works?|working|stable|live|serving|authenticated|authori[sz]ed|valid|established|synced|in sync|up to date',
  'function(?:al|ing)|great|excellent|perfect|clear|pong|completed?|initiali[sz]ed|accepted|verified|configured|answer(?:s|ed)',
  'recovered|resolved|circuit(?: breaker)?(?: is| state)? closed|closed circuit|usable|monitored|started',
);
const wanted = any(
  'response|reply|answer|connection|heartbeat|signal|contact|data|route|token|credentials|access',
);
const none = any(
  'no|not|non|never|without|zero|0|isnt|arent|wasnt|hasnt|havent|doesnt|didnt|nothing|nor|free of',
);
const plural = any(
  'errors|issues|problems|failures|timeouts|incidents|outages|alerts|warnings|exceptions|delays',
);

/** Said as the whole: signs, and words that mean something else in a sentence. */
const whole: readonly (readonly [Said, RegExp])[] = [
  ['healthy', /^(?:true|yes|y|on|green|🟢|✅|✔️?|✓|👍|💚)$/u],
  ['degraded', /^(?:yellow|amber|orange|minor|🟡|🟠|⚠️?)$/u],
  ['unhealthy', /^(?:false|no|n|off|red|nope|negative|major|🔴|❌|✖️?|✗|👎|💀|🚨)$/u],
  ['unknown', /^(?:|null|nil|none|n a|open|closed|-+|\?+)$/],
];

const without = (part: string) => `(?:(?!(?:${part})\\b)[\\w%]+ ){0,2}?`;
const fine = ' fine ';
/** From the first to the last: what is denied is turned into what it means, before single words count. */
const denied: readonly (readonly [RegExp, string])[] = [
  [notYet, ' unknown '],
  [
    new RegExp(`\\b(?:${bad}|${degraded})(?: count)? ?[:=]? ?(?:0|none|no|false|null|nil)(?=$|[,;.)])`, 'g'),
    fine,
  ],
  [new RegExp(`\\b${none} (?:(?!${good}\\b)[\\w%]+ ){0,3}?${plural}\\b`, 'g'), fine],
  [new RegExp(`\\b${none} ${without(`${good}|${wanted}`)}(?:${bad}|${degraded})\\b`, 'g'), fine],
  [
    new RegExp(
      `\\b(?:${none}|cannot|cant|could ?nt|unable to|fail(?:s|ed)? to|lost|lacks) ${without(plural)}(?:${good}|${wanted})\\b`,
      'g',
    ),
    ' down ',
  ],
  [
    /\b(?:elevated|increased|high|some|few|occasional|sporadic|intermittent|partial) (?:\w+ )?(?:errors?(?: rates?)?|failures?|timeouts?)\b/g,
    ' degraded ',
  ],
];

const code =
  /(?:^|\b(?:http|https|status|code|got|with|returned|received|answered)[ :=]*)([1-5]\d\d)\b(?! ?(?:ms|s|%|[kmg]?b)\b)/;
const startsDegraded = new RegExp(`^${degraded}\\b`);
const words: readonly (readonly [Said, RegExp])[] = [
  ['unhealthy', new RegExp(`\\b${bad}\\b|[❌🔴🚨]`, 'u')],
  ['degraded', new RegExp(`\\b${degraded}\\b|[⚠🟡🟠]`, 'u')],
  ['unknown', new RegExp(`\\b${unsure}\\b`)],
  ['healthy', new RegExp(`\\b${good}\\b|[✅🟢]`, 'u')],
];

/**
 * What a word or a sentence says of health: `UP`, `CIRCUIT_OPEN`, `no errors`, `not responding`, `HTTP 401`. Of good and
 * bad words the worse count, but a sentence that begins with `degraded`, `slow` or the like is not worse than that.
 */
export function saidBy(text: string): Said {
  const plain = plainWords(text);
  const exact = whole.find(([, test]) => test.test(plain));
  if (exact !== undefined) return exact[0];
  const meant = denied.reduce((sentence, [what, means]) => sentence.replace(what, means), plain).trim();
  if (startsDegraded.test(meant)) return 'degraded';
  const worded = words.find(([, test]) => test.test(meant))?.[0] ?? 'nothing';
  const status = code.exec(meant)?.[1];
  const coded = status === undefined ? 'nothing' : saidByStatus(Number(status));
  return worst([worded, coded]);
}

/** What an HTTP status says of the one who gave it; a 429 is a limit, not a fault. */
export function saidByStatus(status: number): Said {
  if (status >= 200 && status < 300) return 'healthy';
  if (status === 429) return 'degraded';
  return status >= 400 && status < 600 ? 'unhealthy' : 'nothing';
}

/** The worst of them: bad before degraded before unknown before good. */
export function worst(all: readonly Said[]): Said {
  const order = ['unhealthy', 'degraded', 'unknown', 'healthy'] as const;
  return order.find((level) => all.includes(level)) ?? 'nothing';
}

/** Not well, be it wholly or in part. */
export const isTroubling = (said: string): said is 'unhealthy' | 'degraded' =>
  said === 'unhealthy' || said === 'degraded';

const spelt = /\b(is|are|was|has|have|does|did|could|would|wo|ca)n['’]t\b/g;

/** Lower case, one space between words, however they were joined: `OutOfService`, `half-open`, `CIRCUIT_OPEN`. */
export function plainWords(text: string): string {
  return text
    .slice(0, 500)
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/\b\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?/gi, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(spelt, '$1nt')
    .replace(/(?<=\w)[_/\\-]+(?=\w)/g, ' ')
    .replace(/_/g, ' ')
    .replace(/["'`“”]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.!]+|[\s.!]+$/g, '');
}
