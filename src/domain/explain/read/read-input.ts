import { asPrinted } from '../../text/clean-paste.ts';
import type { ApiError } from './error-body.ts';
import { readPastedErrors } from './read-errors.ts';
import { readStatuses } from './read-status.ts';

/** What could be read from a pasted text: HTTP statuses, a family of them (`5xx`), and Intercom's errors. */
export type Pasted = { statuses: number[]; family: string | null; errors: ApiError[]; text: string };

const maxInput = 200_000;

/**
 * Reads statuses, codes, or a pasted error body: with curl's noise, headers, or code fences around it, cut off, with
 * Slack's smart quotes and escapes, as printed by other languages, or an HTML page. Linear in the input, of which the
 * first 200,000 characters are read.
 */
export function readInput(input: string): Pasted {
  const text = asPrinted(input.slice(0, maxInput))
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’]/g, "'");
  const family = /(?<![\w.])([1-5])xx(?:'?s)?(?![\w/])/i.exec(text)?.[1];
  return {
    statuses: readStatuses(text),
    family: family === undefined ? null : `${family}xx`,
    errors: readPastedErrors(text),
    text,
  };
}
