import { extractRequestIds } from '../request-ids.ts';
import { catalogue, entryByCode, entryByKey, entryByStatus } from './catalogue.ts';
import type { Entry } from './entry.ts';
import type { ApiError } from './error-body.ts';
import { nearest } from './nearest.ts';
import { type Pasted, readInput } from './read-input.ts';
import { refusalReason } from './refusals.ts';

/**
 * The answer to `explain`: the matching entries, most specific first, or a sentence that says what can be asked.
 * Either way with the request_ids that stood in the input.
 */
export type Explanation =
  | { kind: 'known'; entries: Entry[]; requestIds: string[] }
  | { kind: 'unknown'; said: string; requestIds: string[] };

/** Explains an HTTP status (`429`, `HTTP 503`, `5xx`), an error code in any case, or a pasted error body. */
export function explain(input: string): Explanation {
  const pasted = readInput(input);
  const requestIds = extractRequestIds(input);
  const entries = unique([...specific(pasted), ...general(pasted)]);
  return entries.length > 0
    ? { kind: 'known', entries, requestIds }
    : { kind: 'unknown', said: unknownWords(input), requestIds };
}

/** What codes and messages tell; without a body, the codes that stand in the text. */
function specific({ errors, status, text }: Pasted): Entry[] {
  if (errors.length > 0) return errors.flatMap((error) => errorEntries(error, status));
  const named = codesInText(text, status === null).flatMap((code) => entryByCode(code) ?? []);
  const meant = byMessage(text.slice(0, 2_000), status);
  return [...(meant === null ? [] : [meant]), ...named];
}

function errorEntries({ code, message }: ApiError, status: number | null): Entry[] {
  const entry = code === null ? null : entryByCode(code);
  const refusal = status ?? entry?.http[0] ?? null;
  const meant = message === null ? null : byMessage(message, refusal);
  const general = meant !== null && (code === 'forbidden' || code === 'unauthorized');
  return [meant, general ? null : entry].flatMap((one) => one ?? []);
}

const reasonKeys = {
  allowlist: 'ip_allowlist',
  plan: 'api_plan_restricted',
  scope: 'missing_scope',
} as const;

/** A 401 or 403 whose code is general but whose message names the reason. */
function byMessage(message: string, status: number | null): Entry | null {
  const reason = status === 401 || status === 403 ? refusalReason(message) : null;
  return reason === null ? null : entryByKey(reasonKeys[reason]);
}

/** The family, or the status where no code explains it already. */
function general(pasted: Pasted): Entry[] {
  const { status, family } = pasted;
  if (family !== null) {
    const members = family === '5xx' ? [500, 502, 503, 504].map(entryByStatus) : [];
    return [entryByKey(family), ...members].flatMap((entry) => entry ?? []);
  }
  if (status === null) return [];
  const covered = specific(pasted).some((entry) => entry.http.length === 0 || entry.http.includes(status));
  const entry = entryByStatus(status);
  return covered || entry === null ? [] : [entry];
}

const codes = catalogue.flatMap(({ code }) => (code === null ? [] : [code]));

/** Codes written as such (`token_revoked`); else, where no status stands beside them, as words (`Rate limit exceeded`). */
function codesInText(text: string, spokenToo: boolean): string[] {
  const words = text.toLowerCase().match(/[a-z]+(?:_[a-z]+)*/g) ?? [];
  const written = words.filter(
    (word) => (word.includes('_') || codes.includes(word)) && entryByCode(word) !== null,
  );
  if (written.length > 0 || !spokenToo) return written.slice(0, 10);
  const spoken = ` ${words.slice(0, 200).join(' ')} `;
  return codes.filter((code) => code.includes('_') && spoken.includes(` ${code.replaceAll('_', ' ')} `));
}

function unique(entries: Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

function unknownWords(input: string): string {
  const ask = 'Ask with a status (`429`), a code (`token_revoked`), or paste the body of the answer.';
  const said = input.replace(/\s+/g, ' ').trim();
  if (said === '') return `There is nothing to explain yet. ${ask}`;
  const shown = said.length > 60 ? `${said.slice(0, 59)}…` : said;
  const near = nearest(said.replaceAll(/[\s-]+/g, '_'), codes);
  const hint = near === null ? '' : ` The nearest code is \`${near}\`.`;
  return `“${shown}” is no status, error code or error body that this bot knows.${hint} ${ask}`;
}
