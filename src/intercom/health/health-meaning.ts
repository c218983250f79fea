import { bad, degraded, good, none, plural, wanted } from './health-vocabulary.ts';

const notYet =
  /\bnot (?:yet |been )*(?:checked|tested|implemented|monitored|applicable|run|measured|known|verified)\b/g;
const without = (part: string) => `(?:(?!(?:${part})\\b)[\\w%]+ ){0,2}?`;
const fine = ' fine ';
/** Applied from first to last: a negation is replaced by what it means, before single words count. */
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

/** What takes back a good word: half of it, a doubt, an end, the `up` of a phrasal verb. */
const hedged: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\b${good} ?[:=] ?(?:false|no|0|none|null|nil|off)(?=$|[,;.)])`, 'g'), ' down '],
  [
    /\b(?:giv(?:es?|ing|en)|gave|locks?|lock(?:ed|ing)|hung|hang(?:s|ing)?|freez(?:es|ing)|froze[nr]?|seiz(?:es|ed|ing)|bl[eo]w(?:s|n|ing)?|mess(?:ed|es)|screwed) up\b/g,
    ' down ',
  ],
  [/\b(?:start|boot|warm|com|power|spinn|wak|fir|ramp|sett|bring)ing up\b/g, ' pending '],
  [
    /\b(?:(?!(?:start|sign|power|boot|warm|sync|clear|clean|fix|patch|hook|link|open|spe|pick|speed)ed\b)[a-z]+(?:ed|ing)|held|holds?|built|builds?|piles?|catch(?:es)?) up\b/g,
    ' degraded ',
  ],
  [/\brunning (?:out|low|hot|dry|late|behind|short)\b/g, ' degraded '],
  [new RegExp(`\\b(?:far from|anything but|less than) ${good}\\b`, 'g'), ' down '],
  [
    new RegExp(
      `\\b(?:barely|hardly|scarcely|rarely|seldom|sometimes|occasionally|mostly|mainly|partly|almost|nearly|half) ${without(plural)}${good}\\b`,
      'g',
    ),
    ' degraded ',
  ],
  [
    new RegExp(`\\b${good} ?(?:ish|sometimes|occasionally|mostly|at times|now and then|in part)\\b`, 'g'),
    ' degraded ',
  ],
  [
    new RegExp(
      `\\b(?:probably|maybe|perhaps|possibly|presumably|supposedly|assum(?:ed|ing)|(?:should|might|may|could) be) ${without(plural)}${good}\\b`,
      'g',
    ),
    ' unknown ',
  ],
  [
    /\b(?:was|were|ok(?:ay)?|up|healthy|working|reachable|online|fine) (?:ok |up )?(?:until|till)\b/g,
    ' unknown ',
  ],
  [new RegExp(`\\b${good} ?\\?+`, 'g'), ' unknown '],
];

/** How many out of how many are healthy, and percentages. */
const counts = new RegExp(
  `\\b(\\d{1,6}) (?:out )?of (\\d{1,6}) (?:(?!(?:not|no|never|${bad})\\b)[a-z]+ ){0,2}?${good}\\b`,
  'g',
);
const share =
  /\b(\d{1,3}(?:\.\d+)?) ?% (?:available|up|healthy|reachable|success(?:ful)?|online|operational|working|ready)\b/g;

/**
 * A sentence, as `plainWords` returns it, with its negations, counts, and hedges replaced by single words that mean the
 * same: `not reachable` is down, `no errors` is fine, `mostly ok` and `2 of 3 healthy` are degraded.
 */
export function meantBy(plain: string): string {
  const counted = plain
    .replace(counts, (_all, some: string, all: string) => part(Number(some), Number(all), 1))
    .replace(share, (_all, percent: string) => part(Number(percent), 100, 0.95));
  return [...hedged, ...denied]
    .reduce((sentence, [what, means]) => sentence.replace(what, means), counted)
    .trim();
}

/** `enough`: the share of the total from which on it's healthy. */
function part(some: number, all: number, enough: number): string {
  if (some >= all * enough) return ' ok ';
  return some < all * 0.25 ? ' down ' : ' degraded ';
}
