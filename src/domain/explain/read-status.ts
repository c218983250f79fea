/** Units that make a number a time or a size. */
const units =
  'ms|msecs?|millis(?:econds?)?|secs?|seconds?|mins?|minutes?|hours?|days?|[kmg]i?b|bytes?|px|rpm|rps|qps|eur|usd|rpc';
/** A number that can be a status: no part of a longer one, and with no unit after it. */
const code = String.raw`([1-5]\d\d)(?:'?s)?(?![\w%/@]|[.,:]\d|-\d|\s?(?:${units})\b|\s(?:s|m|h|b)\b|\s?%)`;

const reasons =
  'Bad (?:Request|Gateway)|Unauthori[sz]ed|Authorization Required|Payment Required|Forbidden|(?:Page |Resource )?Not (?:Found|Allowed|Acceptable|Implemented)|Method Not|Proxy Auth|Request (?:Time|Entity|Header)|Conflict\\b|Gone\\b|Length Required|Precondition|Payload Too|Content Too|URI Too|Unsupported Media|Misdirected|Unprocessable|Locked\\b|Failed Dep|Upgrade Req|Too Many|(?:Internal )?Server Error|Client Error|Client Closed|Service (?:Temporarily )?Unavailable|Gateway Time|HTTP Version|Network Auth|Web Server|Connection timed|Origin |SSL handshake|Invalid SSL|A timeout|Moved |Found\\b|See Other|OK\\b';

/** Ways in which programs print a status. Each part is bounded, so that reading stays linear. */
const printed: readonly RegExp[] = [
  String.raw`\bHTTPS?/\d(?:\.\d)?["']?,?\s{1,3}${code}`, // status lines and access logs
  String.raw`(?<![a-z])(?<!exit |exited with |exit_|zip |country )(?:status(?:[ _-]?code)?|(?:error|response|http|reply|result|with|return)s?[ _-]?(?:status[ _-]?)?code|code(?=["'\]]{0,2}\s{0,3}(?:=>|[:=])))["'\])]{0,2}\s{0,3}(?:=>|[:=]|is|was|of)?\s{0,3}["'([]{0,2}${code}`,
  String.raw`\b(?:HTTP|error|errors|ERR)["']?\s{0,2}[:=]?\s{0,2}["'([]?${code}`,
  String.raw`<(?:title|h1)>[^<\d]{0,60}${code}`,
  String.raw`["'(\[]?${code}["'\])]?[:,;]?\s{0,2}["'(–-]{0,2}\s{0,2}(?=${reasons})`,
  String.raw`(?:gateway time-?out|bad gateway|service unavailable|too many requests|unauthori[sz]ed|forbidden|not found|internal server error|server error|client error)[\s:,(–-]{1,3}${code}`,
  String.raw`\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s{1,2}\S{1,300}\s{0,2}(?:->|=>|→|-|:|"|')?\s{0,2}\(?(?<=[\s>→:("'-])${code}`,
  String.raw`<Response \[${code}`,
  String.raw`\b(?:HTTP|Http|Intercom|Status|Response|Request|Api|API|Client|Server|Fetch|Axios|Got)[A-Za-z]{0,30}(?:Error|Exception):? \(?${code}`,
  String.raw`(?:-?\d{1,4}\.\d{1,6} ){3}${code} (?:\d{3}|-) `, // AWS load balancers
  String.raw`(?:\+?-?\d{1,9}/){4}\+?-?\d{1,9} ${code}`, // HAProxy
].map((pattern) => new RegExp(pattern, 'gi'));

/** A status as people tell of it: `returns a 503`. */
const spoken = new RegExp(
  String.raw`\b(?:return(?:s|ed|ing)?|respon(?:ds?|ded|ding|se)|answer(?:s|ed|ing)?|got|get(?:s|ting)?|giv(?:es?|ing|en)|gave|see(?:s|ing|n)?|saw|show(?:s|ing|n)?|thr(?:ows?|owing|own|ew)|receiv(?:es?|ed|ing)|fail(?:s|ed|ing|ures?)?|with|says?|said|hit(?:s|ting)?|raise[sd]?|caus(?:es?|ing)|repl(?:y|ies|ied)|many|an?)(?: (?:us|me|back|with|by|an?|the|only|just|some|lots? of|many|mostly|always|constantly|HTTP|status|error)){0,4} ["'\x60(]?${code}`,
  'gi',
);

/** A number that stands alone among words. */
const alone = new RegExp(String.raw`(?<![\w.:#/@$€£~<>+%&=*'"[-]|\d[,\s])${code}`, 'gi');
const shortText = 200;

/** What may follow a status; any other word that ends in s is counted by the number before it. */
const goesOn =
  /^(?:errors?|responses?|answers?|status(?:es)?|codes?|replies|failures?|is|was|has|always|since|across|this|its|us|as|spikes|storms|pages|unless|versus|vs|sometimes|ours|theirs|yes)$/i;
const counted =
  /^(?:of|out|total|more|people|per|percent|row|time|contact|conversation|user|customer|ticket|item|record)$/i;
/** Words after which a number names, counts or measures something. */
const numberNames =
  /(?:^|[^\w])(?:ports?|lines?|col(?:umn)?s?|took|takes?|ids?|[ptug]id|attempts?|batch|page|tickets?|pr|issue|order|first|last|limit|max|min|over|about|around|than|within|every|count|total|number|no|nr|build|version|room|row|request|index|offset|skip|section|route|area|floor|sleep|step|rfc|key|top|base|users?|contacts?|conversations?|customers?|teammates?|retries|retry|wait(?:ed)?|size|length|remaining|level|worker|thread|process|latency|p\d\d|job|item|record|call|phone|(?:batch|limit|page|total|max|out|number|maximum|average) of|up to|timeout(?: of)?)[:=]?$|['"],$|\bof$/i;
/** A setting's name, as programs write it: `bytesRead:`, `content-length:`, `contact_id=`. */
const settingName = /(?:[a-z][A-Z]|[a-z][_-][a-z])[A-Za-z_-]*["']?\s?[:=]$/;

/**
 * The HTTP statuses that a text speaks of, each once, failures before others. A number counts only where a status is
 * printed or named: no port, count, id, duration, year, line number, version or part of an address.
 */
export function readStatuses(text: string): number[] {
  const said = [...text.matchAll(spoken)].filter((match) => !isCounted(text, match.index + match[0].length));
  const strong = [...printed.flatMap((pattern) => [...text.matchAll(pattern)]), ...said];
  const found = strong.length > 0 ? strong : text.trim().length <= shortText ? standing(text) : [];
  const statuses = found.sort((a, b) => a.index - b.index).map((match) => Number(match[1]));
  const failures = statuses.filter((status) => status >= 400);
  return [...new Set(failures.length > 0 ? failures : statuses)].slice(0, 6);
}

/** What follows a status that people type, and words of a text that is about failures. */
const typed =
  /^ (?:[a-z]+_[a-z_]+|on|from|when|since|again|everywhere|every|now|still|errors?|responses?|answers?|constantly|always|sometimes|mean|means)\b(?! \d)/i;
const aboutFailures =
  /\b(?:intercom|api|https?|errors?|fail\w*|status|tokens?|endpoints?|responses?|why|mean|gateway|curl|fault|broken|down|outage|unauthori\w+|forbidden|rate|search)\b/i;

/**
 * Numbers that stand alone in a short text: the whole of it, a plural, or where the words around are about failures
 * and nothing says that it counts or names something.
 */
function standing(text: string): RegExpExecArray[] {
  const nothingElse = /^\W{0,3}(?:[1-5]\d\d(?:'?s)?\b(?:\s|,|\/|&|and\b|or\b|[?!.]){0,5}){1,6}$/.test(
    text.trim(),
  );
  const about = aboutFailures.test(text);
  return [...text.matchAll(alone)].filter((match) => {
    if (nothingElse) return true;
    const before = text.slice(Math.max(0, match.index - 60), match.index).trimEnd();
    const name = before.replace(/(?:\d{1,6}(?:,| and| or)?\s{0,2}){1,9}$/, '').trimEnd();
    if (Number(match[1]) < 400 || numberNames.test(name) || settingName.test(name)) return false;
    const end = match.index + match[0].length;
    const says = about || match[0].endsWith('s') || typed.test(text.slice(end, end + 40));
    return says && !isCounted(text, end);
  });
}

/** Whether the word that follows is what the number counts: `500 contacts`, `429 of 1000`. */
function isCounted(text: string, end: number): boolean {
  const word = /^ ([a-z]+)(?![\w=:/-])/i.exec(text.slice(end, end + 40))?.[1];
  if (word === undefined || goesOn.test(word)) return false;
  return counted.test(word) || /[a-z]{2}s$/.test(word);
}
