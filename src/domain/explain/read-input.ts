import { type ApiError, readErrors, salvageErrors } from './error-body.ts';

/** What could be read of what a person pasted: an HTTP status, a family of them (`5xx`), and error codes. */
export type Pasted = { status: number | null; family: string | null; errors: ApiError[]; text: string };

const maxInput = 50_000;
const maxStarts = 10;

/**
 * Reads a status, a code, or a pasted error body: with curl's noise, headers or code fences around it, cut off, with
 * Slack's smart quotes and escapes, or an HTML error page. Linear in the input, of which the first 50,000 characters
 * are read.
 */
export function readInput(input: string): Pasted {
  const text = plain(input.slice(0, maxInput));
  const family = /^\s*([1-5])xx\s*$/i.exec(text)?.[1];
  return {
    status: readStatus(text),
    family: family === undefined ? null : `${family}xx`,
    errors: readPastedErrors(text),
    text,
  };
}

/** Undoes what Slack and editors do to pasted text. */
function plain(input: string): string {
  return input
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('\u00A0', ' ');
}

const statusPatterns: readonly RegExp[] = [
  /\bHTTP\/\d(?:\.\d)?\s{1,3}([1-5]\d\d)\b/i,
  /<(?:title|h1)>[^<\d]{0,40}([1-5]\d\d)\b/i,
  /"?\bstatus(?:[ _]?code)?"?\s{0,3}[:=]?\s{0,3}"?([1-5]\d\d)\b/i,
  /\b(?:HTTP|error|code)[ :=]{1,3}([1-5]\d\d)\b/i,
  /\b([45]\d\d) (?:Bad|Unauthorized|Payment|Forbidden|Not|Method|Request|Conflict|Gone|Unsupported|Unprocessable|Too|Internal|Service|Gateway)\b/i,
];

function readStatus(text: string): number | null {
  for (const pattern of statusPatterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return Number(found);
  }
  const short = text.trim().length <= 60 ? /(?<![\w.-])([1-5]\d\d)(?![\w.-])/.exec(text)?.[1] : undefined;
  return short === undefined ? null : Number(short);
}

function readPastedErrors(text: string): ApiError[] {
  for (const candidate of [text, text.replaceAll('\\"', '"')]) {
    const parsed = jsonObjects(candidate)
      .map(readErrors)
      .find((errors) => errors.length > 0);
    if (parsed !== undefined) return parsed;
    const salvaged = salvageErrors(candidate);
    if (salvaged.length > 0) return salvaged;
  }
  return [];
}

/** The JSON objects that stand in a text, whatever is around them. */
function jsonObjects(text: string): unknown[] {
  const found: unknown[] = [];
  let from = text.indexOf('{');
  for (let tries = 0; from !== -1 && tries < maxStarts; tries += 1) {
    const end = closingBrace(text, from);
    const json = end === null ? undefined : parse(text.slice(from, end + 1));
    if (json !== undefined) found.push(json);
    from = text.indexOf('{', json !== undefined && end !== null ? end + 1 : from + 1);
  }
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the object that begins at `from` ends; braces inside strings do not count. Null when it is cut off. */
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
