import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { Channel } from '../../model.ts';
import { openDirectMessage } from '../../mutations/channels.ts';
import { wireChannel } from '../../serializers/channel.ts';
import { flag, text, wholeNumber, word, words } from '../args.ts';
import { findUser, isVisible, missingScope, needScope, visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';
import { page } from '../page.ts';
import { anyOf, channelKinds, kindsWithScope, manageScopes, readScopes } from './conversation-kinds.ts';

/** Slack: a direct message takes up to eight people besides the one who opens it. */
const mostOthers = 8;

/** Finding conversations. */
export const channelMethods: readonly Method[] = [
  method('conversations.info', {
    rate: 'tier3',
    scopes: anyOf(readScopes),
    args: { channel: word, include_num_members: z.optional(flag) },
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      needScope(state, channel, readScopes);
      return { channel: wireChannel(state.settings, channel, args.include_num_members ?? false) };
    },
  }),
  method('conversations.list', {
    rate: 'tier2',
    scopes: anyOf(readScopes),
    args: {
      types: z.optional(words),
      exclude_archived: z.optional(flag),
      limit: z.optional(wholeNumber),
      cursor: z.optional(text),
    },
    run: (state, args) => {
      const kinds = kindsWithScope(state, channelKinds(args.types));
      const listed = (channel: Channel): boolean =>
        kinds.has(channel.kind) && isVisible(state, channel) && !(args.exclude_archived && channel.archived);
      const channels = page([...state.team.channels.values()].filter(listed), args.limit ?? 100, args.cursor);
      return {
        channels: channels.items.map((channel) => wireChannel(state.settings, channel, true)),
        response_metadata: channels.metadata,
      };
    },
  }),
  method('conversations.open', {
    rate: 'tier3',
    scopes: anyOf(manageScopes),
    args: {
      users: z.optional(words),
      channel: z.optional(word),
      return_im: z.optional(flag),
      prevent_creation: z.optional(flag),
    },
    run: (state, args) => {
      if (!state.settings.scopes.has('im:write')) throw missingScope(state, ['im:write']);
      if (args.channel !== undefined) {
        const channel = visibleChannel(state, args.channel);
        if (channel.kind !== 'im') throw new SlackError('method_not_supported_for_channel_type');
        return { no_op: true, already_open: true, channel: { id: channel.id } };
      }
      const [first, ...others] = args.users ?? [];
      if (first === undefined) throw new SlackError('users_list_not_supplied');
      if (others.length >= mostOthers) throw new SlackError('too_many_users');
      if (others.length > 0) throw missingScope(state, ['mpim:write']);
      const user = findUser(state, first);
      if (user.deleted) throw new SlackError('user_disabled');
      if (user.role === 'bot') throw new SlackError('invalid_user_combination');
      const known = state.team.directMessage(user.id);
      const channel = known ?? openDirectMessage(state, user);
      return {
        ...(known === null ? {} : { no_op: true, already_open: true }),
        channel: args.return_im ? wireChannel(state.settings, channel) : { id: channel.id },
      };
    },
  }),
];
