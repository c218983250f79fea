import { type Severity, severitySchema } from '../../domain/incident/severity.ts';
import { type PlainText, plainText } from '../../domain/text/text.ts';

/** `P1`, `sev1`, `SEV-2`, `severity: 3`, `prio 4`. Not `S3`, which is a store of Amazon's. */
const level = String.raw`(?:p|(?:sev(?:erity)?|prio(?:rity)?)\s?[:=-]?\s?p?)([1-4])`;
const bracketed = String.raw`[[(]\s*${level}\s*[\])]`;

const atStart = new RegExp(
  String.raw`^(?:${bracketed}|${level}(?=$|[\s:,;|–—]|[.!-](?:\s|$)))(?:\s*[:,;|–—]|\s*-+(?=\s|$)|[.!](?=\s|$))?\s*`,
  'i',
);
const atEnd = new RegExp(
  String.raw`(?:\s*[:,;|–—]|\s-+(?=\s))?\s*(?:${bracketed}|(?<=[\s:,;|–—])${level})[.!]?$`,
  'i',
);

/** The longest that a severity at the end gets, with what stands around it, in characters. */
const endMax = 40;

/** A severity that stands before some words, in the ways people write it, and the words; null: there is none. */
export function severityBefore(text: string): { severity: Severity; rest: PlainText } | null {
  const found = atStart.exec(text);
  const severity = found && readLevel(found);
  return severity ? { severity, rest: plainText(text.slice(found[0].length)) } : null;
}

/** A title without the severity that stands before or behind it; one in its middle is part of it. */
export function severityAround(text: PlainText): { severity: Severity | null; rest: PlainText } {
  const before = severityBefore(text);
  if (before) return before;
  const found = atEnd.exec(text.slice(-endMax));
  const severity = found && readLevel(found);
  return severity
    ? { severity, rest: plainText(text.slice(0, -found[0].length)) }
    : { severity: null, rest: text };
}

const readLevel = ([, inBrackets, bare]: RegExpExecArray): Severity | null =>
  severitySchema.safeParse(`P${inBrackets ?? bare}`).data ?? null;
