import { extractRequestIds } from '../records/request-ids.ts';
import { nearest } from '../text/nearest-word.ts';
import { redact } from '../text/redact.ts';
import { entryByKey, entryByStatus, knownCodes } from './catalogue.ts';
import { echo } from './echo-input.ts';
import type { CatalogueEntry } from './entry.ts';
import { apiOf, exampleAt } from './example-host.ts';
import { byBody, type Explained, messageOf } from './explain-body.ts';
import { byCodes, byWords } from './explain-words.ts';
import { inBetweenKey } from './intermediaries.ts';
import { type Pasted, readInput } from './read/read-input.ts';
import { notIntercoms, type OurHosts } from './whose-error.ts';
import { mayBeDone, writeIn } from './writes.ts';

/**
 * The answer to `explain`: the matching entries, most specific first, or a sentence that says what can be asked. Either
 * way with the request_ids found in the input. What it repeats contains no secret and no email address.
 */
export type Explanation =
  | { kind: 'known'; entries: Explained[]; requestIds: string[] }
  | { kind: 'unknown'; text: string; requestIds: string[] };

/**
 * Explains an HTTP status (`429`, `HTTP 503`, `5xx`), an error code in any case, an error pasted from a client, a log,
 * or a page, or a description of one. `ours`: the configured hosts, for the commands and to recognize our own. Takes
 * time in proportion to the input, of which 200,000 characters are read.
 */
export function explain(input: string, ours: OurHosts = usual): Explanation {
  const pasted = readInput(redact(input));
  const requestIds = extractRequestIds(input);
  const written = writeIn(pasted.text);
  const api = apiOf(pasted.text, ours.apiUrl);
  const entries = unique(explained(pasted, ours)).map((entry) => ({
    ...entry,
    example: exampleAt(api, entry.example),
    ...(written !== null && mayBeDone(entry) && { written }),
  }));
  return entries.length > 0
    ? { kind: 'known', entries, requestIds }
    : { kind: 'unknown', text: unknownWords(pasted.text), requestIds };
}

const usual: OurHosts = { apiUrl: 'https://api.intercom.io', healthUrl: null };

function explained(pasted: Pasted, ours: OurHosts): Explained[] {
  const { errors, statuses, text } = pasted;
  const elsewhere = notIntercoms(pasted, ours);
  const between = inBetweenKey(pasted);
  if (between !== null && elsewhere?.key !== 'other_host') return plain(entryByKey(between));
  if (elsewhere !== null) return [elsewhere];
  const status = statuses[0] ?? null;
  const body = byBody(errors, status);
  if (body.length > 0) return [...body, ...byStatus(pasted, body)];
  const codes = byCodes(text, status);
  const entries = [...plain(...codes), ...byStatus(pasted, codes)];
  return entries.length > 0 ? entries : plain(byWords(text));
}

/** The statuses, or the family, that nothing has explained yet; with the message of a body that has no code. */
function byStatus({ statuses, family, errors }: Pasted, known: readonly CatalogueEntry[]): Explained[] {
  if (statuses.length === 0 && family !== null) {
    return plain(entryByKey(family), ...(family === '5xx' ? [500, 502, 503, 504].map(entryByStatus) : []));
  }
  const bare = errors.find(({ code }) => code === null);
  const message = bare === undefined || known.length > 0 ? null : messageOf(bare);
  const open = statuses.filter((status) => !known.some((entry) => covers(entry, status)));
  return plain(...open.map(entryByStatus)).map((entry) => ({ ...entry, message }));
}

/** Whether an entry explains a status: it comes with it, or with none that is known. */
const covers = ({ http }: CatalogueEntry, status: number): boolean =>
  http.length === 0 || http.includes(status);

const plain = (...entries: readonly (CatalogueEntry | null)[]): Explained[] =>
  entries.flatMap((entry) => (entry === null ? [] : [{ ...entry, message: null }]));

function unique(entries: Explained[]): Explained[] {
  return [...new Map(entries.map((entry) => [entry.key, entry] as const).reverse()).values()].reverse();
}

function unknownWords(text: string): string {
  const ask =
    'Try a status (`429`), a code (`token_revoked`), or paste what the client printed: the response body, its headers, or the error with its cause. To see how Intercom is doing now, run `/intercom-incident triage`.';
  const typed = echo(text, 60);
  if (typed === '') return `Nothing to explain yet. ${ask}`;
  const near = nearest(typed.replaceAll(/[\s-]+/g, '_'), knownCodes);
  const hint = near === null ? '' : ` The closest code is \`${near}\`.`;
  return `"${typed}" isn't a status, error code, or error body that this bot recognizes.${hint} ${ask}`;
}
