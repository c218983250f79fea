import { type Severity, severitySchema } from '../../domain/incident/severity.ts';
import { type PlainText, plainText } from '../../domain/text/text.ts';

/** `P1`, `sev1`, `SEV-2`, `severity: 3`, `prio 4`. */
const level = String.raw`(?:p|(?:sev(?:erity)?|prio(?:rity)?)\s?[:=-]?\s?p?)[1-4]`;
/** Also `S1`, but not `S3`, which is an Amazon service. */
const short = `(?:${level}|s[124])`;
/** Also `P 1` and `P-1`, which no title starts with. */
const first = `(?:${short}|p[ -][1-4])`;
const bracketed = String.raw`[[(]\s*${first}\s*[\])]`;
/** Slack's marks for bold, italic, strikethrough, and code. */
const marks = '[*_~`]{1,3}';
const asMarked = `${marks}(?:${bracketed}|${first})[:,;.!-]?${marks}`;

const separator = String.raw`(?:\s*[:,;|–—]|\s*-+(?=\s|$)|[.!](?=\s|$))?\s*`;
const before = (bare: string): RegExp =>
  new RegExp(
    String.raw`^(?:${bracketed}|(?:${asMarked}|${bare})(?=$|[\s:,;|–—]|[.!-](?:\s|$)))${separator}`,
    'i',
  );
const atStart = before(first);
/** Where a severity is expected, `S3` is one. */
const asked = before(`(?:${first}|s3)`);
const atEnd = new RegExp(
  String.raw`(?:\s*[:,;|–—]|\s-+(?=\s))?\s*(?:${bracketed}|(?<=[\s:,;|–—])(?:${asMarked}|${level}))[.!]?$`,
  'i',
);
/** Not `P95`, which is a latency percentile. */
const none = new RegExp(
  String.raw`^(?:${marks})?((?:p[ -]?|sev(?:erity)?[ -]?)[05-9])(?=$|[\s:]|${marks})`,
  'i',
);

/** The longest that a severity at the end can be, including what surrounds it, in characters. */
const endMax = 40;

type Read = { severity: Severity; rest: PlainText };

/**
 * Returns a severity at the start of a text, in any of the ways people write it, and the remaining words; null if
 * there is none.
 */
export const severityBefore = (text: string): Read | null => readBefore(text, atStart);

/** The same where a severity is expected, which is less ambiguous. */
export const askedSeverity = (text: string): Read | null => readBefore(text, asked);

/** Returns a title without the severity at its start or end; one in its middle is part of it. */
export function severityAround(text: PlainText): { severity: Severity | null; rest: PlainText } {
  const there = severityBefore(text);
  if (there) return there;
  const found = atEnd.exec(text.slice(-endMax));
  const severity = found && levelIn(found[0]);
  return severity
    ? { severity, rest: plainText(text.slice(0, -found[0].length)) }
    : { severity: null, rest: text };
}

/** A nonexistent severity at the start of a text, as it's written: `P5`, `sev-0`. */
export const noSeverity = (text: string): string | null => none.exec(text)?.[1] ?? null;

function readBefore(text: string, pattern: RegExp): Read | null {
  const found = pattern.exec(text);
  const severity = found && levelIn(found[0]);
  return severity ? { severity, rest: plainText(text.slice(found[0].length)) } : null;
}

/** The only number in the text. */
const levelIn = (words: string): Severity | null =>
  severitySchema.safeParse(`P${/\d/.exec(words)?.[0]}`).data ?? null;
