import { incidentName, millisSchema, parseIncidentName } from '../incident/ids.ts';
import { type Refusal, refuse } from '../incident/refusal.ts';
import { severitySchema } from '../incident/severity.ts';
import { type Status, statusSchema, workingStatusSchema } from '../incident/status.ts';
import { daySchema, hourOn } from '../text/days.ts';
import { nearest } from '../text/nearest-word.ts';
import { clip } from '../text/text.ts';
import { ownerSchema } from '../triage/diagnosis.ts';
import { codeTerm, needlesIn } from './terms.ts';
import { anything, type Wanted } from './wanted.ts';

const hour = 3_600_000;
const unitMs: Readonly<Record<string, number>> = {
  h: hour,
  d: 24 * hour,
  w: 7 * 24 * hour,
  y: 365 * 24 * hour,
};

/** The filters that have a name, and what other programs call theirs. */
const filters = ['since', 'owner', 'code', 'status'] as const;
const otherFilters = ['severity', 'sev', 'priority', 'prio', 'after', 'before', 'until', 'last', 'whose'];

const filterExamples = {
  find: 'Filters are P1, status:open, since:30d, owner:intercom, and code:token_revoked. To look for words, put them in quotes.',
  list: 'Use open, closed, P1, since:30d, owner:intercom, or code:token_revoked.',
};

/** What a question can have, and how many characters of it are read. */
type Asked = { readonly takesWords: boolean };
export const queryMax = 300;

/**
 * Reads what someone types after `find`, or after `list`, which takes no words: `token revoked P1 since:30d owner:intercom
 * code:token_revoked`. Filters stand anywhere; what is in quotes is words. Refuses a filter that can't be read, in a
 * sentence that says how to write it. Days are those of `timeZone`.
 */
export function readQuery(
  typed: string,
  { takesWords }: Asked,
  now: number,
  timeZone: string,
): Wanted | Refusal {
  let wanted: Wanted = anything;
  const words: string[] = [];
  for (const [, quoted, bare = ''] of withoutCommas(typed.slice(0, queryMax), takesWords).matchAll(
    /["“”]([^"“”]*)["“”]?|([^\s"“”]+)/gu,
  )) {
    const read = quoted === undefined ? readFilter(bare, takesWords, now, timeZone) : quoted;
    if (typeof read === 'string') words.push(read);
    else if ('refused' in read) return read;
    else
      wanted = {
        ...wanted,
        ...read,
        severities: [...wanted.severities, ...(read.severities ?? [])],
        statuses: [...wanted.statuses, ...(read.statuses ?? [])],
      };
  }
  const needles = needlesIn(words.join(' '));
  const [first] = words.filter((word) => word.trim() !== '');
  if (first !== undefined && !takesWords) {
    const one = parseIncidentName(first);
    const instead = one
      ? `To see one incident, run \`/intercom-incident status ${incidentName(one)}\`.`
      : `${filterExamples.list} To look for words, use \`find\`.`;
    return refuse(`"${clip(first, 40)}" isn't a filter. ${instead}`);
  }
  const onlySigns = first !== undefined || wanted === anything;
  if (takesWords && typed.trim() !== '' && onlySigns && needles.length === 0)
    return refuse('That has no letters or digits. Type a word to look for.');
  return { ...wanted, needles };
}

/** Filters can have commas between them, as the help writes them; a word such as `1,000` keeps its own. */
const withoutCommas = (typed: string, takesWords: boolean): string =>
  typed.replaceAll(takesWords ? /,+(?=\s|$)|(?<=\bP\d),(?=P\d\b)/gi : /,+/g, ' ');

/** A filter, the word that it is instead, or why it's neither. */
function readFilter(
  bare: string,
  takesWords: boolean,
  now: number,
  timeZone: string,
): Partial<Wanted> | string | Refusal {
  const severity = severitySchema.safeParse(bare.toUpperCase());
  if (severity.success) return { severities: [severity.data] };
  if (/^p\d+$/i.test(bare)) return refuse(`"${clip(bare, 40)}" isn't a severity. Use P1, P2, P3, or P4.`);
  if (!takesWords && bare.toLowerCase() === 'all') return {};
  const statuses = takesWords ? null : statusesNamed(bare);
  if (statuses) return { statuses };
  const [, name, value = ''] = /^([a-z_-]+):(?!\/\/)(.*)$/i.exec(bare) ?? [];
  if (name === undefined) return bare;
  switch (name.toLowerCase()) {
    case 'since':
      return readSince(value, now, timeZone);
    case 'owner':
      return readOwner(value);
    case 'status':
      return readStatus(value, bare, takesWords);
    case 'code':
      return codeTerm(value) === ''
        ? refuse(`"${clip(bare, 40)}" isn't understood. Use an error code, such as code:token_revoked.`)
        : { code: value };
    default:
      return value === '' && takesWords ? bare : unlike(name, bare, takesWords);
  }
}

/** A name that no filter has: one that was meant as a filter, or else a word with a colon, as codes and URLs have it. */
function unlike(name: string, bare: string, takesWords: boolean): string | Refusal {
  if (takesWords && !isMeantAsFilter(name.toLowerCase())) return bare;
  return refuse(`"${clip(bare, 40)}" isn't a filter. ${filterExamples[takesWords ? 'find' : 'list']}`);
}

/** A typo hardly ever hits the first letter, so `node:` isn't `code:`. */
const isMeantAsFilter = (name: string): boolean =>
  otherFilters.includes(name) || nearest(name, filters)?.[0] === name[0];

function readSince(value: string, now: number, timeZone: string): Partial<Wanted> | Refusal {
  const [, amount, unit = ''] = /^(\d{1,4})([hdwy])$/i.exec(value) ?? [];
  const span = unitMs[unit.toLowerCase()];
  const day = daySchema.safeParse(value);
  const since: number | null =
    amount !== undefined && span !== undefined
      ? Math.max(0, now - Number(amount) * span)
      : day.success
        ? hourOn(day.data, 0, timeZone)
        : null;
  const at = millisSchema.safeParse(since);
  if (at.success) return { since: at.data };
  return refuse(
    `"since:${clip(value, 40)}" isn't understood. Use a time span or a day, such as since:24h, since:30d, or since:2026-11-01.`,
  );
}

/** The statuses that a word names: one of them, or `open`, which is every one that is still worked on. */
function statusesNamed(word: string): readonly Status[] | null {
  const upper = word.toUpperCase();
  if (upper === 'OPEN') return workingStatusSchema.options;
  const one = statusSchema.safeParse(upper === 'CANCELED' ? 'CANCELLED' : upper);
  return one.success ? [one.data] : null;
}

/** An HTTP status is a word to look for. */
function readStatus(value: string, bare: string, takesWords: boolean): Partial<Wanted> | string | Refusal {
  const statuses = statusesNamed(value);
  if (statuses) return { statuses };
  if (takesWords && (value === '' || /^\d/.test(value))) return bare;
  return refuse(
    `"${clip(bare, 40)}" isn't understood. Use status:open, status:monitoring, status:resolved, status:closed, or status:cancelled.`,
  );
}

/** As people read it after `Whose problem`, and as it is stored. */
const owners: ReadonlyMap<string, string> = new Map([
  ['our', 'ours'],
  ['us', 'ours'],
  ["nobody's", 'nobody'],
  ['nobodys', 'nobody'],
  ['cannot', 'unknown'],
]);

function readOwner(value: string): Partial<Wanted> | Refusal {
  const word = value.toLowerCase();
  const owner = ownerSchema.safeParse(owners.get(word) ?? word);
  if (owner.success) return { owner: owner.data };
  return refuse(
    `"owner:${clip(value, 40)}" isn't understood. Use owner:intercom, owner:ours, owner:nobody, or owner:unknown.`,
  );
}
