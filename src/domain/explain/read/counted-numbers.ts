const anyOf = (words: string): string => words.trim().split(/\s+/).join('|');

/** Words that make the next number a name, a count, or a measurement. */
const naming = new RegExp(
  `(?:^|\\W)(?:${anyOf(`
    ports? lines? cols? columns? took takes? ids? [ptug]id attempts? batch page tickets? pr issue order first last
    limit max min least most over about around than within every count total number no nr build version room row request index
    offset skip section route area floor sleep step rfc key top base users? contacts? conversations? customers?
    teammates? retries retry wait waited size length remaining level worker thread process latency p\\d\\d job item
    record call phone timeout euros? eur usd gbp chf
  `)}|(?:batch|limit|page|total|max|out|number|maximum|average|timeout) of|up to|exit(?:ed)?(?: with)?(?: code| status)?)[:=]?$|['"],$|\\bof$`,
  'i',
);
/** A setting's name, as programs write it: `bytesRead:`, `content-length:`, `contact_id=`, `"id":`. */
const setting = /(?:(?:[a-z][A-Z]|[a-z][_-][a-z])[A-Za-z_-]*["']?|["'])\s?[:=]$/;
/** After these words, a plural is a time: `after 500s`. */
const waiting = /\b(?:after|in|for|within|another)$/i;
/** A list of numbers that share a name: `the ids 404, 429 and 503`. */
const numbersBefore = /(?:\d{1,6}(?:,| and| or)?\s{0,2}){1,9}$/;

/** Whether the words before a number (`plural`: as in `500s`) make it a name, a count, or a measurement. */
export function isNamed(before: string, plural: boolean): boolean {
  const words = before.trimEnd().replace(numbersBefore, '').trimEnd();
  const isSetting = setting.test(words) && !/(?:Error|Exception):$/.test(words);
  return naming.test(words) || isSetting || (plural && waiting.test(words));
}

/** Words that can follow a status; any other word ending in s is counted by the number before it. */
const goesOn = new RegExp(
  `^(?:${anyOf(`
    errors? responses? answers? status statuses codes? replies failures? is was has always since across this its us as
    spikes storms pages unless versus vs sometimes ours theirs yes
    depuis dans sans tous toutes les des nos nous las los aus bis als
  `)})$`,
  'i',
);
const counted = new RegExp(
  `^(?:${anyOf('passed skipped req of out total more people per percent row time contact conversation user customer ticket item record')})$`,
  'i',
);

/** Whether the word after a number is what it counts: `500 contacts`, `429 of 1000`. */
export function isCounted(after: string): boolean {
  const word = /^ ([a-z]+)(?![\w=:-])/i.exec(after)?.[1];
  if (word === undefined || goesOn.test(word)) return false;
  return counted.test(word) || /[a-z]{2}s$/i.test(word);
}

/** What follows a status that people type: a place, a time, a code. */
const typedOn = new RegExp(
  `^ (?:[a-z]+_[a-z_]+|${anyOf('on from when since again everywhere every now still errors? responses? answers? constantly always sometimes mean means')})\\b(?! \\d)`,
  'i',
);
const failureWords = new RegExp(
  `\\b(?:${anyOf(`
    intercom api https? errors? fail\\w* status tokens? endpoints? responses? why mean gateway curl fault broken down
    outage unauthori\\w+ forbidden rate search duplicate bad invalid json nginx logs? denied refused expired proxy gone
    merged
  `)})\\b`,
  'i',
);

/** Whether a text is about failures, so that a bare number in it can be a status. */
export const isAboutFailures = (text: string): boolean => failureWords.test(text);

/** Whether the text after a bare number continues as people do after a status. */
export const goesOnAsStatus = (after: string): boolean => typedOn.test(after);
