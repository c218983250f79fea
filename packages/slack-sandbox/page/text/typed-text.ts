import type { Shell } from '../../server/screen.ts';
import { unescapeText } from '../../slack/text/escapes.ts';
import { personOf } from '../client-window.ts';

/** A message's text as its author would type it: names for mentions, addresses for links, no escapes. */
export function typedText(text: string, shell: Shell): string {
  const typed = text.replaceAll(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => {
    if (target.startsWith('@')) return `@${personOf(shell, target.slice(1)).name}`;
    if (target.startsWith('#')) return `#${channelName(shell, target.slice(1)) ?? label ?? target.slice(1)}`;
    return target.startsWith('!') ? `@${label ?? target.slice(1)}` : target;
  });
  return unescapeText(typed);
}

function channelName(shell: Shell, id: string): string | undefined {
  return shell.channels.find((channel) => channel.id === id)?.name;
}
