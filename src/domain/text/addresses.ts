import { clip, lengthOf } from './text.ts';

/** A piece of text that somebody typed: a web address, or what stands between two of them. */
export type TextSpan = { readonly kind: 'text' | 'address'; readonly text: string };

/** It ends at a blank, a quotation mark, and at what ends Slack's markup. */
const candidate =
  /(?<![\p{L}\p{N}|])https?:\/\/(?=[\p{L}\p{N}[])(?:(?!\[secret removed\])[^\s<>|"“”`\\])+/giu;

/** What follows where an address is none: Slack's own sign for a label, or a secret that was taken out. */
const spoiling = /^(?:\||\[secret removed\])/;

/** What belongs to the sentence around an address, where it stands at its end. */
const punctuation: ReadonlySet<string> = new Set(".,;:!?'’*_~…。、，．！？：；");
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Typed text in pieces, in order. An address is http(s) with a host, and with no name before the host, which could be
 * read as one; nothing else is.
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

/** The same of at most `max` code points, the last one `…` where something was cut; half an address is text. */
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

/** An address without the closing marks of its sentence, and without brackets that it did not open. */
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
