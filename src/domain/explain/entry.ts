import type { Source } from '../sources.ts';
import type { Owner } from '../triage/diagnosis.ts';

/** A short example to paste: `sh` for a shell, `ts` for code, `json` for a body. */
export type Example = { language: 'sh' | 'ts' | 'json'; code: string };

/** Whether sending the same request again can help, in words people can act on. */
export type RetryAdvice =
  | 'no'
  | 'once, with backoff'
  | 'yes, after the reset'
  | 'yes, later and slower'
  | 'yes, after the time it names';

/** The sources of an entry's statements; at least one. */
export type Sources = readonly [Source, ...Source[]];

/**
 * One error in the catalogue. `key` is unique; `code` is Intercom's own code, null for an HTTP status, a network
 * failure, or a special case. `http` holds the statuses it comes with, the usual one first; empty if none is known.
 */
export type CatalogueEntry = {
  key: string;
  code: string | null;
  http: readonly number[];
  title: string;
  owner: Owner;
  cause: string;
  retry: RetryAdvice;
  fix: string;
  example: Example | null;
  from: Sources;
};

/** What an entry says; if left out, `owner` is ours and `retry` is no. */
export type EntryText = {
  owner?: Owner;
  cause: string;
  retry?: RetryAdvice;
  fix: string;
  example?: Example;
  from: Sources;
};

/** An entry for one of Intercom's error codes, which serves as its key. */
export function codeEntry(code: string, http: readonly number[], text: EntryText): CatalogueEntry {
  return {
    ...namedEntry(code, http[0] === undefined ? code : `${http.join('/')} ${code}`, text),
    code,
    http,
  };
}

/** An entry for an HTTP status alone, for when the body says nothing more. */
export function statusEntry(status: number, name: string, text: EntryText): CatalogueEntry {
  return { ...namedEntry(`http_${status}`, `${status} ${name}`, text), http: [status] };
}

/** An entry for something with neither an Intercom code nor a status of its own. */
export function namedEntry(key: string, title: string, text: EntryText): CatalogueEntry {
  return {
    key,
    code: null,
    http: [],
    title,
    owner: text.owner ?? 'ours',
    cause: text.cause,
    retry: text.retry ?? 'no',
    fix: text.fix,
    example: text.example ?? null,
    from: text.from,
  };
}
