import { type PlainText, plainText } from '../../domain/text/text.ts';

/**
 * What Slack sends of a message or a command, as the plain text that its author saw: links and mentions become
 * their labels, the three escaped characters themselves. (Slack: "Formatting text", retrieving messages.)
 */
export function incomingText(text: string): PlainText {
  return plainText(unescaped(text.replace(/<([^<>]*)>/g, (_, inner: string) => control(inner))));
}

/**
 * The address that a text begins with, and the words behind it; a label that Slack sends with the address, and that says
 * something else, is the title where there are no words. Empty where there is nothing.
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
      // A bare address or domain that Slack made a link is what its author typed.
      return !label || bare(target) === bare(label) ? label || target : `${label} (${target})`;
  }
}

const bare = (link: string): string => link.replace(/^[a-z]+:(?:\/\/)?/i, '').replace(/\/$/, '');
