import { observed } from '../sources.ts';
import { type CatalogueEntry, namedEntry } from './entry.ts';
import type { ApiError } from './read/error-body.ts';

/**
 * An entry for an error that isn't in the catalogue. Intercom's documentation says "Other codes may be added in the
 * future", so its message and status have to do.
 */
export function unknownError({ code }: ApiError, status: number | null): CatalogueEntry {
  const theirs = status !== null && status >= 500;
  return {
    ...namedEntry(code ?? 'said_only', [status, code ?? 'error'].filter((part) => part !== null).join(' '), {
      owner: status === null ? 'unknown' : theirs ? 'intercom' : 'ours',
      cause:
        code === null
          ? 'An error without a code: see its message.'
          : "This bot doesn't recognize the code: see its message.",
      retry: theirs ? 'once, with backoff' : 'no',
      fix: theirs
        ? "Collect the request_ids for Intercom's support, and serve the stale cache."
        : "Do what the message says. The endpoint's API reference lists its errors; the status shows whose problem it is.",
      from: [observed('the message in the response itself')],
    }),
    code,
  };
}
