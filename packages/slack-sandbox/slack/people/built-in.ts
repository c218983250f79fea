import { Refused } from '../errors.ts';
import type { Person } from './person.ts';

/**
 * Slack's own slash commands, which no app receives: `/me` and `/invite`. Returns whether it was one of them. Throws a
 * sentence if Slack's client wouldn't do it.
 */
export function runBuiltIn(person: Person, channel: string, command: string, text: string): boolean {
  const words = text.trim();
  switch (command) {
    case '/me':
      if (words === '') throw new Refused('Say what you do: /me waves');
      person.emote(channel, words);
      return true;
    case '/invite':
      invite(person, channel, words.split(/\s+/u).filter(Boolean));
      return true;
    default:
      return false;
  }
}

function invite(person: Person, channel: string, names: readonly string[]): void {
  if (names.length === 0) throw new Refused('Say whom to invite: /invite @somebody');
  for (const name of names) person.invite(channel, name.replace(/^@/u, ''));
}

/** How the composer offers them. */
export const builtIns = [
  { command: '/invite', usage: '@somebody', description: 'Invite people or the app to this channel' },
  { command: '/me', usage: 'does something', description: 'Say what you do' },
] as const;
