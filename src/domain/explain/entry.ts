import type { Owner } from '../triage/diagnosis.ts';

/** A short example to paste: `sh` for a shell, `ts` for code, `json` for a body. */
export type Example = { language: 'sh' | 'ts' | 'json'; code: string };

/** Whether sending the same request again can help, in words people can act on. */
export type Retry =
  | 'no'
  | 'once, with backoff'
  | 'yes, after the reset'
  | 'yes, later and slower'
  | 'yes, after the time it names';

/**
 * One error of the catalogue. `key` is unique; `code` is Intercom's own code, null for an HTTP status or a special
 * case of one. `http` holds the statuses it comes with, the usual one first; empty when none is documented.
 */
export type Entry = {
  key: string;
  code: string | null;
  http: readonly number[];
  title: string;
  owner: Owner;
  cause: string;
  retry: Retry;
  fix: string;
  example: Example | null;
};

/** An entry for one of Intercom's error codes, which serves as its key. */
export function codeEntry(
  code: string,
  http: readonly number[],
  text: { owner?: Owner; cause: string; retry?: Retry; fix: string; example?: Example },
): Entry {
  return {
    key: code,
    code,
    http,
    title: http[0] === undefined ? code : `${http.join('/')} ${code}`,
    owner: text.owner ?? 'ours',
    cause: text.cause,
    retry: text.retry ?? 'no',
    fix: text.fix,
    example: text.example ?? null,
  };
}

/** An entry for an HTTP status alone, for when the body tells nothing more. */
export function statusEntry(
  status: number,
  name: string,
  text: { owner?: Owner; cause: string; retry?: Retry; fix: string; example?: Example },
): Entry {
  const entry = codeEntry(`http_${status}`, [status], text);
  return { ...entry, code: null, title: `${status} ${name}` };
}
