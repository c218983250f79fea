import { formatDate } from '../text/dates.ts';
import { unescapeText } from '../text/escapes.ts';
import type { TranscriptReader } from './reader.ts';

/** mrkdwn as a person reads it: names for mentions, times for dates, `label (address)` for links. */
export function renderMrkdwn(reader: TranscriptReader, text: string): string {
  return text
    .split(/(<[^<>]+>)/u)
    .map((part) =>
      part.startsWith('<') && part.endsWith('>') ? control(reader, part.slice(1, -1)) : unescapeText(part),
    )
    .join('');
}

/** A person's name as a mention shows it. */
export function mention(reader: TranscriptReader, userId: string): string {
  return `@${reader.team.users.get(userId)?.name ?? userId}`;
}

/** A channel's name as a mention shows it. */
export function channelMention(reader: TranscriptReader, channelId: string): string {
  return `#${reader.team.channels.get(channelId)?.name ?? channelId}`;
}

/** A user group's name as a mention shows it. */
export function groupMention(reader: TranscriptReader, groupId: string): string {
  return `@${reader.team.groups.find((group) => group.id === groupId)?.handle ?? groupId}`;
}

function control(reader: TranscriptReader, inside: string): string {
  const [target = '', label] = split(inside, '|');
  if (target.startsWith('@')) return mention(reader, target.slice(1));
  if (target.startsWith('#')) return channelMention(reader, target.slice(1));
  if (target.startsWith('!subteam^')) return groupMention(reader, target.slice('!subteam^'.length));
  if (target.startsWith('!date^')) return date(reader, target, label);
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  const address = unescapeText(target);
  return label === undefined ? address : `${unescapeText(label)} (${address})`;
}

function date(reader: TranscriptReader, target: string, fallback: string | undefined): string {
  const [, seconds = '', format = ''] = target.split('^');
  const at = Number(seconds) * 1000;
  if (seconds === '' || !Number.isFinite(at)) return unescapeText(fallback ?? target);
  return formatDate(reader, at, unescapeText(format));
}

function split(text: string, at: string): [string, string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
