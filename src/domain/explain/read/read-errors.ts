import { parseJson } from '../../text/parse-json.ts';
import { failureKey } from './client-failures.ts';
import { type ApiError, readErrors } from './error-body.ts';
import { printedErrors } from './printed-errors.ts';

const maxStarts = 10;

/** The errors of the first Intercom body in a text, including escaped, cut off, and as other languages print it. */
export function readPastedErrors(text: string): ApiError[] {
  for (const candidate of [text, text.replaceAll('\\"', '"')]) {
    const parsed = jsonObjects(candidate)
      .map((json) => readErrors(json).flatMap(tidy))
      .find((errors) => errors.length > 0);
    if (parsed !== undefined) return parsed;
    const printed = printedErrors(candidate);
    if (printed.length > 0) return printed;
  }
  return [];
}

/** A code that is a sentence is a message; one that a client made up (`ECONNRESET`, `ERR_BAD_REQUEST`) is dropped. */
function tidy(error: ApiError): ApiError[] {
  const { code, message } = error;
  if (code === null) return [error];
  if (/^e[a-z]{4,15}$|^err_|^und_err/.test(code) || failureKey(code) !== null) return [];
  return /^[a-z][a-z0-9_.-]{1,79}$/.test(code) ? [error] : [{ code: null, message: message ?? code }];
}

/** The JSON objects in a text, whatever is around them. */
function jsonObjects(text: string): unknown[] {
  const found: unknown[] = [];
  let from = text.indexOf('{');
  for (let tries = 0; from !== -1 && tries < maxStarts; tries += 1) {
    const end = closingBrace(text, from);
    const json = end === null ? undefined : parseJson(text.slice(from, end + 1));
    if (json !== undefined) found.push(json);
    from = text.indexOf('{', json !== undefined && end !== null ? end + 1 : from + 1);
  }
  return found;
}

/** Where the object that starts at `from` ends; braces inside strings don't count. Null if it's cut off. */
function closingBrace(text: string, from: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted && sign === '\\') at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '{') depth += 1;
    else if (!quoted && sign === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return null;
}
