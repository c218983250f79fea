import { type PlainText, plainText } from '../../domain/text/text.ts';

/**
 * What Slack sends of a message or a command, as the plain text that its author saw: links and mentions become
 * their labels, the three escaped characters themselves. (Slack: "Formatting text", retrieving messages.)
 */
export function incomingText(text: string): PlainText {
  const plain = text
    .replace(/<([^<>]*)>/g, (_, inner: string) => control(inner))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
  return plainText(plain);
}

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
