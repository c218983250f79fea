import { type PlainText, plainText } from '../../domain/text/text.ts';

/**
 * Decodes a message or command from Slack into the plain text that its author saw: links and mentions become their
 * labels, and the three escaped characters are unescaped. (Slack: "Formatting text", retrieving messages.)
 */
export function incomingText(text: string): PlainText {
  return plainText(unescaped(text.replace(/<([^<>]*)>/g, (_, inner: string) => control(inner))));
}

/**
 * Returns the URL that a text starts with, and the words after it. If there are no words, the title is the label that
 * Slack sends with the URL, unless it's the URL itself. Empty if there is nothing.
 */
export function linkIn(text: string): { url: string; title: PlainText } {
  const [, target = '', label = '', behind = ''] =
    /^<([^<>|@#!][^<>|]*)(?:\|([^<>]*))?>([\s\S]*)$/.exec(text) ?? [];
  if (target === '') {
    const url = incomingText(/^(?:<[^<>]*>|\S)*/.exec(text)?.[0] ?? '');
    return { url, title: incomingText(text.replace(/^(?:<[^<>]*>|\S)*/, '')) };
  }
  const named = label !== '' && bare(target) !== bare(label) ? label : '';
  return { url: unescaped(target), title: incomingText(behind.trim() || named) };
}

const unescaped = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

function control(inner: string): string {
  const [target = '', label] = inner.split('|');
  switch (target[0]) {
    case '@':
      return `@${label || target.slice(1)}`;
    case '#':
      return `#${label || target.slice(1)}`;
    case '!':
      return target.startsWith('!date') ? (label ?? '') : `@${(label || target.slice(1)).replace(/^@/, '')}`;
    default:
      // For a bare URL or domain that Slack turned into a link, returns what its author typed.
      return !label || bare(target) === bare(label) ? label || target : `${label} (${target})`;
  }
}

const bare = (link: string): string => link.replace(/^[a-z]+:(?:\/\/)?/i, '').replace(/\/$/, '');
