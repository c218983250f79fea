import type { JsonObject } from '../json.ts';
import { canSee, type User } from '../model.ts';
import type { Team } from '../team.ts';
import { escapeText } from './escapes.ts';

type Piece = { readonly wire: string; readonly labelled: string; readonly element: JsonObject };

const special =
  /(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"]|(?<![\p{L}\p{N}])[@#][\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_-])?)/u;

/**
 * What Slack makes of text that a person typed: `text` as events carry it (escaped; `@bob` as `<@U…>`, links as
 * `<url>`), and the `rich_text` block with the same content. A channel that they can't see isn't a mention.
 */
export function typedMessage(team: Team, by: User, typed: string): { text: string; block: JsonObject } {
  const pieces = split(team, by, typed);
  return {
    text: pieces.map((piece) => piece.wire).join(''),
    block: {
      type: 'rich_text',
      block_id: team.ids.secret('block').slice(0, 5),
      elements: [{ type: 'rich_text_section', elements: pieces.map((piece) => piece.element) }],
    },
  };
}

/** A slash command's text with `should_escape`: as in a message, but mentions include the name. */
export function typedCommandText(team: Team, by: User, typed: string): string {
  return split(team, by, typed)
    .map((piece) => piece.labelled)
    .join('');
}

/**
 * Replaces the display names after at signs in a typed text by user names: people type "@Bob Baker", which Slack's client
 * completes to a mention.
 */
export function withUserNames(team: Team, typed: string): string {
  const lower = typed.toLowerCase();
  return [...team.users.values()]
    .filter(({ realName }) => lower.includes(`@${realName.toLowerCase()}`))
    .toSorted((a, b) => b.realName.length - a.realName.length)
    .reduce((text, { name, realName }) => {
      const literal = realName.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
      const mention = new RegExp(`(?<![\\p{L}\\p{N}])@${literal}(?![\\p{L}\\p{N}])`, 'giu');
      return text.replaceAll(mention, `@${name}`);
    }, typed);
}

function split(team: Team, by: User, typed: string): Piece[] {
  return withUserNames(team, typed)
    .split(special)
    .filter((part) => part !== '')
    .map((part) => reference(team, by, part) ?? plain(part));
}

function plain(text: string): Piece {
  const wire = escapeText(text);
  return { wire, labelled: wire, element: { type: 'text', text } };
}

function reference(team: Team, by: User, part: string): Piece | null {
  if (/^https?:/u.test(part)) return same(`<${escapeText(part)}>`, { type: 'link', url: part });
  const name = part.slice(1);
  if (part.startsWith('#')) {
    const channel = team.channelNamed(name);
    if (channel === null || !canSee(channel, by)) return null;
    return same(`<#${channel.id}|${channel.name}>`, { type: 'channel', channel_id: channel.id });
  }
  if (!part.startsWith('@')) return null;
  if (['here', 'channel', 'everyone'].includes(name)) {
    return same(`<!${name}>`, { type: 'broadcast', range: name });
  }
  const group = team.groups.find((candidate) => candidate.handle === name);
  if (group !== undefined) {
    const labelled = `<!subteam^${group.id}|@${group.handle}>`;
    return {
      wire: `<!subteam^${group.id}>`,
      labelled,
      element: { type: 'usergroup', usergroup_id: group.id },
    };
  }
  const user = team.user(name);
  if (user === null) return null;
  const element = { type: 'user', user_id: user.id };
  return { wire: `<@${user.id}>`, labelled: `<@${user.id}|${user.name}>`, element };
}

function same(wire: string, element: JsonObject): Piece {
  return { wire, labelled: wire, element };
}
