import { clip, lengthOf } from './text.ts';

/** A piece of typed text: a URL, or what is between two of them. */
export type TextSpan = { readonly kind: 'text' | 'address'; readonly text: string };

/** It ends at a space, a quotation mark, and at what ends Slack's markup. */
const candidate =
  /(?<![\p{L}\p{N}|])https?:\/\/(?=[\p{L}\p{N}[])(?:(?!\[secret removed\])[^\s<>|"“”`\\])+/giu;

/** What follows text that isn't a URL after all: Slack's own separator for a label, or a removed secret. */
const spoiling = /^(?:\||\[secret removed\])/;

/** Punctuation of the surrounding sentence, at the end of a URL. */
const punctuation: ReadonlySet<string> = new Set(".,;:!?'’*_~…。、，．！？：；");
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Splits typed text into pieces, in order. A URL is http(s) with a host, and without a user name before the host,
 * which could be taken for one; nothing else is.
 */
export function spansOf(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  let from = 0;
  const add = (kind: TextSpan['kind'], to: number): void => {
    if (to > from) spans.push({ kind, text: text.slice(from, to) });
    from = to;
  };
  for (const { 0: found, index } of text.matchAll(candidate)) {
    const address = withoutSentence(found);
    const spoilt = spoiling.test(text.slice(index + found.length, index + found.length + 20));
    if (spoilt || !isAddress(address)) continue;
    add('text', index);
    add('address', index + address.length);
  }
  add('text', text.length);
  return spans;
}

/** The same with at most `max` code points; if something was cut, the last one is `…`. Half a URL is text. */
export function clippedSpans(text: string, max: number): TextSpan[] {
  if (lengthOf(text) <= max) return spansOf(text);
  const spans: TextSpan[] = [];
  let left = max;
  for (const span of spansOf(text)) {
    const length = lengthOf(span.text);
    if (length >= left) return [...spans, { kind: 'text', text: clip(`${span.text}…`, left) }];
    spans.push(span);
    left -= length;
  }
  return spans;
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  return /[\p{L}\p{N}]/u.test(hostname) && username === '' && password === '';
}

/** A URL without its sentence's closing punctuation, and without brackets that it didn't open. */
export function withoutSentence(text: string): string {
  const open: Record<string, number> = {};
  for (const sign of text) open[sign] = (open[sign] ?? 0) + 1;
  let length = text.length;
  for (; length > 0; length -= 1) {
    const last = text[length - 1] ?? '';
    const opening = brackets[last];
    if (opening ? (open[opening] ?? 0) >= (open[last] ?? 0) : !punctuation.has(last)) break;
    open[last] = (open[last] ?? 0) - 1;
  }
  return text.slice(0, length);
}
