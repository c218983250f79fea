import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Bookmark, Channel } from '../../model.ts';
import { seconds, type World } from '../../world.ts';
import { text, word } from '../args.ts';
import { visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';

const mostBookmarks = 100;
const missing = { channel_id: 'channel_not_found', link: 'invalid_link', type: 'invalid_bookmark_type' };

/** The links at a channel's top. */
export const bookmarkMethods: readonly Method[] = [
  method('bookmarks.add', {
    rate: 'tier2',
    scopes: ['bookmarks:write'],
    args: { channel_id: word, title: word, type: word, link: z.optional(text), emoji: z.optional(text) },
    missing,
    run: (world, args) => {
      const channel = writableChannel(world, args.channel_id);
      if (args.type !== 'link') throw new SlackError('invalid_bookmark_type');
      if (channel.bookmarks.length >= mostBookmarks) throw new SlackError('too_many_bookmarks');
      const bookmark: Bookmark = {
        id: world.team.ids.next('Bk'),
        title: args.title,
        link: checkLink(args.link ?? ''),
        emoji: checkEmoji(args.emoji ?? ''),
        created: seconds(world),
        updated: 0,
        updatedBy: world.settings.botUserId,
      };
      channel.bookmarks.push(bookmark);
      return { bookmark: wireBookmark(world, channel, bookmark) };
    },
  }),
  method('bookmarks.edit', {
    rate: 'tier2',
    scopes: ['bookmarks:write'],
    args: {
      channel_id: word,
      bookmark_id: word,
      title: z.optional(word),
      link: z.optional(text),
      emoji: z.optional(text),
    },
    missing: { ...missing, bookmark_id: 'not_found' },
    run: (world, args) => {
      const channel = writableChannel(world, args.channel_id);
      const bookmark = world.team.bookmark(channel, args.bookmark_id);
      if (bookmark === null) throw new SlackError('not_found');
      const link = args.link === undefined ? bookmark.link : checkLink(args.link);
      bookmark.emoji = args.emoji === undefined ? bookmark.emoji : checkEmoji(args.emoji);
      bookmark.link = link;
      bookmark.title = args.title ?? bookmark.title;
      bookmark.updated = seconds(world);
      return { bookmark: wireBookmark(world, channel, bookmark) };
    },
  }),
  method('bookmarks.remove', {
    rate: 'tier2',
    scopes: ['bookmarks:write'],
    args: { channel_id: word, bookmark_id: word },
    missing: { ...missing, bookmark_id: 'not_found' },
    run: (world, args) => {
      const channel = writableChannel(world, args.channel_id);
      const bookmark = world.team.bookmark(channel, args.bookmark_id);
      if (bookmark === null) throw new SlackError('not_found');
      channel.bookmarks = channel.bookmarks.filter((other) => other !== bookmark);
      return {};
    },
  }),
  method('bookmarks.list', {
    rate: 'tier3',
    scopes: ['bookmarks:read'],
    args: { channel_id: word },
    missing,
    run: (world, args) => {
      const channel = visibleChannel(world, args.channel_id);
      return { bookmarks: channel.bookmarks.map((bookmark) => wireBookmark(world, channel, bookmark)) };
    },
  }),
];

function writableChannel(world: World, id: string): Channel {
  const channel = visibleChannel(world, id);
  if (!channel.members.has(world.settings.botUserId)) throw new SlackError('permission_denied');
  return channel;
}

function checkLink(link: string): string {
  if (!/^https?:\/\/\S+$/u.test(link)) throw new SlackError('invalid_link');
  return link;
}

function checkEmoji(emoji: string): string {
  if (emoji !== '' && !/^:[a-z0-9_+-]+:$/u.test(emoji)) throw new SlackError('invalid_emoji');
  return emoji;
}

function wireBookmark(world: World, channel: Channel, bookmark: Bookmark): JsonObject {
  return {
    id: bookmark.id,
    channel_id: channel.id,
    title: bookmark.title,
    link: bookmark.link,
    emoji: bookmark.emoji,
    icon_url: '',
    type: 'link',
    entity_id: null,
    date_created: bookmark.created,
    date_updated: bookmark.updated,
    rank: 'i',
    last_updated_by_user_id: bookmark.updatedBy,
    last_updated_by_team_id: world.settings.teamId,
    shortcut_id: null,
    app_id: null,
    app_action_id: null,
  };
}
