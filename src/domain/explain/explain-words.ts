import { entryByCode, entryByKey, entryByStatus, knownCodes } from './catalogue.ts';
import type { CatalogueEntry } from './entry.ts';
import { messageKey, refusalKey } from './error-messages.ts';
import { failureKey } from './read/client-failures.ts';
import { statusByName, statusByWords } from './status-names.ts';

/** Errors of tools with names like Intercom's. */
const foreign = /^(?:err|npm|module|command|file|class|package|page)_/i;

/** What a text says in Intercom's words: the codes in it, or else the message that it quotes. */
export function byCodes(text: string, status: number | null): CatalogueEntry[] {
  const words =
    text.slice(0, 20_000).match(/(?<![\w-])[a-z]{2,40}(?:_[a-z]{1,40}){1,9}(?![\w-]|\s?[=:]\s?\d)/gi) ?? [];
  const codes = [...new Set(words)]
    .filter((word) => !foreign.test(word))
    .flatMap((word) => entryByCode(word) ?? []);
  if (codes.length > 0) return codes.slice(0, 10);
  const refused = (status === 401 || status === 403) && text.length <= 1_000 ? refusalKey(text) : null;
  const key = messageKey(text.slice(0, 5_000)) ?? refused;
  return [key === null ? null : entryByKey(key)].flatMap((entry) => entry ?? []);
}

const windowUsedUp = /x-ratelimit-remaining["']?\s{0,3}[:=]\s{0,3}["']?0(?!\d)/i;
/** What curl prints in place of a status when no response came. */
const noStatus =
  /^\W{0,3}(?:(?:curl|http|code|status|it|returns?|got|prints?|says?|gives?)\W{1,3}){0,4}000\W{0,3}$|\b(?:response|status)(?: code)?[:=]? 0(?![\d.])/i;

/** What error names, phrases, and network failures mean when there is neither a code nor a status. */
export function byWords(text: string): CatalogueEntry | null {
  const key = failureKey(text);
  if (key?.startsWith('certificate')) return entryByKey(key);
  const status = statusByName(text) ?? statusByWords(text);
  if (status !== null) return entryByStatus(status);
  const word = /(?<![\w-])(unauthorized|forbidden)(?![\w-])/i.exec(text)?.[1];
  if (word !== undefined) return entryByCode(word);
  if (key !== null) return entryByKey(key);
  if (windowUsedUp.test(text)) return entryByCode('rate_limit_exceeded');
  if (noStatus.test(text)) return entryByKey('fetch_failed');
  const spoken = spokenCode(text);
  if (spoken !== null) return entryByCode(spoken);
  if (/error\.list/.test(text)) return entryByKey('body_cut_off');
  return text.length <= 300 && /\bweb-?hooks?\b/i.test(text) ? entryByKey('webhooks') : null;
}

/** A code written as words (`parameter not found`), or a single-word code that is the whole text. */
function spokenCode(text: string): string | null {
  const words =
    text
      .slice(0, 2_000)
      .toLowerCase()
      .match(/[a-z]+(?:_[a-z]+)*/g) ?? [];
  const spoken = ` ${words.slice(0, 200).join(' ')} `;
  const isSaid = (code: string) =>
    code.includes('_') ? spoken.includes(` ${code.replaceAll('_', ' ')} `) : spoken === ` ${code} `;
  return knownCodes.find(isSaid) ?? null;
}
