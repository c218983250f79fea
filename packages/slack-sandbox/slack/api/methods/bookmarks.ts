import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Bookmark, Channel } from '../../model.ts';
import { seconds, type WorkspaceState } from '../../workspace-state.ts';
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
    run: (state, args) => {
      const channel = writableChannel(state, args.channel_id);
      if (args.type !== 'link') throw new SlackError('invalid_bookmark_type');
      if (channel.bookmarks.length >= mostBookmarks) throw new SlackError('too_many_bookmarks');
      const bookmark: Bookmark = {
        id: state.team.ids.next('Bk'),
        title: args.title,
        link: checkLink(args.link ?? ''),
        emoji: checkEmoji(args.emoji ?? ''),
        created: seconds(state),
        updated: 0,
        updatedBy: state.settings.botUserId,
      };
      channel.bookmarks.push(bookmark);
      return { bookmark: wireBookmark(state, channel, bookmark) };
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
    run: (state, args) => {
      const channel = writableChannel(state, args.channel_id);
      const bookmark = state.team.bookmark(channel, args.bookmark_id);
      if (bookmark === null) throw new SlackError('not_found');
      const link = args.link === undefined ? bookmark.link : checkLink(args.link);
      bookmark.emoji = args.emoji === undefined ? bookmark.emoji : checkEmoji(args.emoji);
      bookmark.link = link;
      bookmark.title = args.title ?? bookmark.title;
      bookmark.updated = seconds(state);
      return { bookmark: wireBookmark(state, channel, bookmark) };
    },
  }),
  method('bookmarks.remove', {
    rate: 'tier2',
    scopes: ['bookmarks:write'],
    args: { channel_id: word, bookmark_id: word },
    missing: { ...missing, bookmark_id: 'not_found' },
    run: (state, args) => {
      const channel = writableChannel(state, args.channel_id);
      const bookmark = state.team.bookmark(channel, args.bookmark_id);
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
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel_id);
      return { bookmarks: channel.bookmarks.map((bookmark) => wireBookmark(state, channel, bookmark)) };
    },
  }),
];

function writableChannel(state: WorkspaceState, id: string): Channel {
  const channel = visibleChannel(state, id);
  if (!channel.members.has(state.settings.botUserId)) throw new SlackError('permission_denied');
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

function wireBookmark(state: WorkspaceState, channel: Channel, bookmark: Bookmark): JsonObject {
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
    last_updated_by_team_id: state.settings.teamId,
    shortcut_id: null,
    app_id: null,
    app_action_id: null,
  };
}
