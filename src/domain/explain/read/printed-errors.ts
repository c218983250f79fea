import { entryByCode, knownCodes } from '../catalogue.ts';
import type { ApiError } from './error-body.ts';

const maxErrors = 20;
/** What comes between a key and its value in JSON, Ruby, Python, PHP (`string(12)` of var_dump), Go, and Java. */
const between = String.raw`["'\]]{0,2}\s{0,5}(?:=>|[:=])\s{0,9}(?:string\(\d{1,4}\)\s{0,5})?(?:u(?=["']))?`;
const codes = new RegExp(
  String.raw`(?<![a-z_])(?:code|error_key|application_error_code)${between}["']?([a-z]{2,40}(?:_[a-z]{1,40}){0,9})(?![\w.-])`,
  'g',
);
const messages = new RegExp(
  String.raw`(?<![a-z_])message${between}(?:"([^"\\\n]{0,300})|'([^'\\\n]{0,300})|([^"',\]}\n]{1,300}))`,
  'g',
);

/**
 * What can be read from an error body that isn't JSON: cut off, or as another language prints it. Codes that aren't
 * Intercom's count only if the text shows one of its error lists; a code that was cut short is completed if possible.
 */
export function printedErrors(text: string): ApiError[] {
  const matches = [...text.matchAll(messages)].slice(0, 200);
  const found = [...text.matchAll(codes)].slice(0, maxErrors);
  const list = /error\.list|\berrors?["'\]]{0,2}\s{0,3}(?:=>|[:=])/i.test(text);
  return found.flatMap((match, index) => {
    const code = whole(match[1] ?? '', match.index + match[0].length === text.trimEnd().length);
    if (code === null || (!list && entryByCode(code) === null)) return [];
    const before = found[index - 1]?.index ?? -1;
    const after = found[index + 1]?.index ?? text.length;
    const near =
      matches.find(({ index: at }) => at > match.index && at < after) ??
      matches.findLast(({ index: at }) => at > before && at < match.index);
    return [{ code, message: (near?.[1] ?? near?.[2] ?? near?.[3])?.trim() || null }];
  });
}

/** The code; if the text ends with it and it isn't a known code, the only code that starts with it. */
function whole(code: string, last: boolean): string | null {
  if (!last || entryByCode(code) !== null) return code;
  const possible = knownCodes.filter((known) => known.startsWith(code));
  return possible.length === 1 ? (possible[0] ?? null) : null;
}
