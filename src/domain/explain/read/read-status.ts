import { goesOnAsStatus, isAboutFailures, isCounted, isNamed } from './counted-numbers.ts';
import { anyReason, isReasonOf } from './reason-phrases.ts';

/** Units that make a number a time or a size. */
const units =
  'ms|msecs?|millis(?:econds?)?|secs?|seconds?|mins?|minutes?|hours?|days?|[kmg]i?b|bytes?|px|rpm|rps|qps|eur|usd|gbp|chf|euros?|dollars?|pounds?';
/** A number that can be a status: not part of a longer one, and with no unit after it. */
const code = String.raw`([1-5]\d\d)(?:'?s)?(?![\w%/@]|[.,:]\d|-\d|\s?(?:${units})\b|\s(?:s|m|h|b)\b|\s?[%\u20AC\u00A3\u00A5]|\(k\)|\s(?:Can't (?:connect|verify)|read timeout|Server closed))`;
const opening = `["'(\\[]{0,2}`;
const gap = (sign: string) => `\\s{0,3}(?:${sign})?\\s{0,3}`;

/** Ways in which programs print a status. Each part is bounded, so that reading stays linear. */
const printed: readonly RegExp[] = [
  `\\bHTTPS?/\\d(?:\\.\\d)?["']?,?\\s{1,3}${code}`, // status lines and access logs
  `(?<![a-z])(?<!exit )status(?:[ _-]?code)?["'\\])]{0,2}${gap('=>|[:=]|is|was|of')}${opening}${code}`,
  `(?<![a-z])(?:error|response|http|reply|result|with|return)s?[ _-]?(?:status[ _-]?)?code["'\\])]{0,2}${gap('=>|[:=]|is|was')}${opening}${code}`,
  `(?<![a-z])(?<!exit |zip |country )code["'\\]]{0,2}\\s{0,3}(?:=>|[:=])\\s{0,3}${opening}${code}`,
  `\\b(?:HTTP|error|errors|ERR)["']?${gap('[:=]|was\\b|is\\b')}${opening}${code}`,
  `\\b(?:HTTP|Intercom|Status|Response|Request|API|Client|Server|Fetch|Axios|Got)[a-z]{0,30}(?:Error|Exception):? \\(?${code}`,
  `<(?:title|h1)>[^<\\d]{0,60}${code}`,
  `<Response \\[${code}`,
  `(?:gateway time-?out|bad gateway|service unavailable|too many requests|unauthori[sz]ed|forbidden|not found|server error|client error)[\\s:,(–-]{1,3}${code}`,
  `\\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\\s{1,2}\\S{1,300}\\s{0,2}(?:->|=>|→|-|:|"|')?\\s{0,2}\\(?(?<=[\\s>→:("'-])${code}`,
  `(?:-?\\d{1,4}\\.\\d{1,6} ){3}${code} (?:\\d{3}|-) `, // AWS load balancers
  `(?:\\+?-?\\d{1,9}/){4}\\+?-?\\d{1,9} ${code}`, // HAProxy
].map((pattern) => new RegExp(pattern, 'gi'));

/** A status followed by its reason phrase: `503 Service Unavailable`, `522: Connection timed out`. */
const withReason = new RegExp(`${code}["'\\])]?[:,;]?\\s{0,2}["'(–-]{0,2}\\s{0,2}(?=(${anyReason}))`, 'gi');

const verbs =
  'return(?:s|ed|ing)?|respon(?:ds?|ded|ding|se)|answer(?:s|ed|ing)?|got|get(?:s|ting)?|giv(?:es?|ing|en)|gave|see(?:s|ing|n)?|saw|show(?:s|ing|n)?|thr(?:ows?|owing|own|ew)|receiv(?:es?|ed|ing)|fail(?:s|ed|ing|ures?)?|with|says?|said|hit(?:s|ting)?|raise[sd]?|caus(?:es?|ing)|repl(?:y|ies|ied)|many|an?';
const fillers =
  'us|me|back|with|by|an?|the|only|just|some|lots? of|many|mostly|always|constantly|HTTP|status|error';
/** A status as people report it: `returns a 503`. */
const reported = new RegExp(`\\b(?:${verbs})(?: (?:${fillers})){0,4} ["'\`(]?${code}`, 'gi');

/** A number alone among words. */
const alone = new RegExp(`(?<![\\w.:#/@$€£~<>+%&=*'"[-]|\\d[,\\s])${code}`, 'gi');
/** Nothing but statuses, with any marks and quotes around them. */
const onlyStatuses =
  /^[\s"'`*_()[\]{}.,!?;/&|-]{0,6}(?:[1-5]\d\d(?:'?s)?(?![a-z\d])[\s"'`*_()[\]{}.,!?;/&|-]{0,6}(?:and |or )?){1,6}$/i;
const shortText = 200;

/**
 * The HTTP statuses in a text, each once, failures before others. A number counts only if it's printed or named as a
 * status: no port, count, ID, duration, year, line number, version, or part of an address.
 */
export function readStatuses(text: string): number[] {
  const strong = [
    ...printed.flatMap((pattern) => [...text.matchAll(pattern)]),
    ...[...text.matchAll(withReason)].filter(([, status, reason]) => isReasonOf(status, reason)),
    ...[...text.matchAll(reported)].filter((match) => !isCounted(after(text, match))),
  ];
  const found = strong.length > 0 ? strong : text.trim().length <= shortText ? standing(text) : [];
  const statuses = found.sort((a, b) => a.index - b.index).map((match) => Number(match[1]));
  const failures = statuses.filter((status) => status >= 400);
  return [...new Set(failures.length > 0 ? failures : statuses)].slice(0, 6);
}

/**
 * Numbers alone in a short text: with nothing else, as a plural, or if the words around them are about failures and
 * none makes the number a count or a name.
 */
function standing(text: string): RegExpExecArray[] {
  if (onlyStatuses.test(text.trim()) && !/\d[.,:/-]\d/.test(text)) return [...text.matchAll(/([1-5]\d\d)/g)];
  const about = isAboutFailures(text);
  return [...text.matchAll(alone)].filter((match) => {
    const plural = match[0].endsWith('s');
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    if (Number(match[1]) < 400 || isNamed(before, plural)) return false;
    return (about || plural || goesOnAsStatus(after(text, match))) && !isCounted(after(text, match));
  });
}

/** What follows a match. */
const after = (text: string, match: RegExpExecArray): string =>
  text.slice(match.index + match[0].length, match.index + match[0].length + 40);
