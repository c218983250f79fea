const any = (...words: string[]) => `(?:${words.join('|')})`;

/** Words for what isn't healthy, in lower case with one space between words. For regular expressions. */
export const bad = any(
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
  'forced open|circuit(?: breaker)?(?: is| state)? (?:forced )?open(?:ed)?|open circuit|except(?: for)?|apart from|other than',
);
/** Words for what is healthy in part, or for now. */
export const degraded = any(
  'degrad(?:ed|ation|ing)|warn(?:ing|ings|ed)?|partial(?:ly)?|impaired|reduced|elevated|struggling|minor (?:outage|issues?)',
  'slow(?:ly|er|ness|ed)?|sluggish|lag(?:s|ged|gy|ging)?|late|delay(?:s|ed|ing)?|behind(?! (?:a|an|the|our) )|stale|backlog(?:ged)?',
  'throttl(?:ed|ing)|rate ?limit(?:ed|ing)|rate limit (?:exceeded|hit|reached)|exceeded (?:the )?rate limit|limited',
  'too many requests|(?:over|exceeded) quota|quota (?:exceeded|reached)|overload(?:ed)?|congest(?:ed|ion)|saturated',
  'unstable|flap(?:s|ping|py)?|flaky|intermittent(?:ly)?|sporadic|spotty|unreliable|brown ?out|jittery',
  'retrying|recovering|half open|falling back|fallback|backing off|back ?off|back ?pressure|draining|expiring',
  'maintenance|read ?only|caution|needs attention|poor|weak|high (?:latency|load|error rate)|nearing',
);
/** Words for what nobody has checked, or not yet. */
export const unsure = any(
  'unknown|undefined|undetermined|indeterminate|inconclusive|pending|starting|start up|waiting|warming up|booting',
  'initiali[sz]ing|connecting|checking|un(?:checked|monitored|tested|verified|supported)|skip(?:s|ped|ping)?|tbd|idle',
);
/** Words for what is healthy. */
export const good = any(
  'ok(?:ay)?|up|pass(?:es|ed|ing)?|healthy|operational|alive|available|running|good|fine|well|success(?:ful(?:ly)?)?',
  'succeed(?:s|ed)|fulfilled|online|ready|connected|reachable|respons(?:ive)|respond(?:s|ing)|active|enabled|normal(?:ly)?',
  'nominal|works?|working|stable|live|serving|authenticated|authori[sz]ed|valid|established|synced|in sync|up to date',
  'function(?:al|ing)|great|excellent|perfect|clear|pong|completed?|initiali[sz]ed|accepted|verified|configured|answer(?:s|ed)',
  'recovered|resolved|circuit(?: breaker)?(?: is| state)? closed|closed circuit|usable|monitored|started',
);
/** What must be there for a thing to be healthy. */
export const wanted = any(
  'response|reply|answer|connection|heartbeat|signal|contact|data|route|token|credentials|access',
);
/** Words that negate the next one. */
export const none = any(
  'no|not|non|never|without|zero|0|isnt|arent|wasnt|hasnt|havent|doesnt|didnt|nothing|nor|free of',
);
/** Nouns for what goes wrong, when it's counted. */
export const plural = any(
  'errors|issues|problems|failures|timeouts|incidents|outages|alerts|warnings|exceptions|delays',
);
