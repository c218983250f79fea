import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { Channel } from '../../model.ts';
import { wireChannel } from '../../serializers/channel.ts';
import { wireUser } from '../../serializers/user.ts';
import { seconds, type WorkspaceState } from '../../workspace-state.ts';
import { flag, text, wholeNumber, word, words } from '../args.ts';
import { findUser, isVisible } from '../find.ts';
import { type Method, method } from '../method.ts';
import { page } from '../page.ts';
import { channelKinds, kindsWithScope } from './conversation-kinds.ts';

const listArgs = { limit: z.optional(wholeNumber), cursor: z.optional(text) };

/** People and user groups. */
export const userMethods: readonly Method[] = [
  method('users.info', {
    rate: 'tier4',
    scopes: ['users:read'],
    args: { user: word },
    missing: { user: 'user_not_found' },
    run: (state, { user }) => ({ user: show(state, findUser(state, user)) }),
  }),
  method('users.list', {
    rate: 'tier2',
    scopes: ['users:read'],
    args: listArgs,
    run: (state, { limit, cursor }) => {
      const users = page([...state.team.users.values()], limit ?? 1000, cursor);
      return {
        members: users.items.map((user) => show(state, user)),
        cache_ts: seconds(state),
        response_metadata: users.metadata,
      };
    },
  }),
  method('users.lookupByEmail', {
    rate: 'tier3',
    scopes: ['users:read.email'],
    args: { email: word },
    run: (state, { email }) => {
      const user = [...state.team.users.values()].find((other) => other.email === email);
      if (user === undefined) throw new SlackError('users_not_found');
      return { user: show(state, user) };
    },
  }),
  method('users.conversations', {
    rate: 'tier3',
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    args: {
      ...listArgs,
      user: z.optional(word),
      types: z.optional(words),
      exclude_archived: z.optional(flag),
    },
    run: (state, args) => {
      const member = args.user ?? state.settings.botUserId;
      findUser(state, member);
      const kinds = kindsWithScope(state, channelKinds(args.types));
      const mine = (channel: Channel): boolean =>
        channel.members.has(member) && kinds.has(channel.kind) && isVisible(state, channel);
      const open = [...state.team.channels.values()].filter(
        (channel) => mine(channel) && !(args.exclude_archived && channel.archived),
      );
      const channels = page(open, args.limit ?? 100, args.cursor);
      return {
        channels: channels.items.map((channel) => wireChannel(state.settings, channel)),
        response_metadata: channels.metadata,
      };
    },
  }),
  method('usergroups.list', {
    rate: 'tier2',
    scopes: ['usergroups:read'],
    args: { include_users: z.optional(flag), include_count: z.optional(flag) },
    run: (state, args) => ({
      usergroups: state.team.groups.map((group) => ({
        id: group.id,
        team_id: state.settings.teamId,
        is_usergroup: true,
        name: group.name,
        handle: group.handle,
        description: '',
        is_external: false,
        date_delete: 0,
        user_count: group.users.length,
        ...(args.include_users ? { users: [...group.users] } : {}),
      })),
    }),
  }),
  method('usergroups.users.list', {
    rate: 'tier2',
    scopes: ['usergroups:read'],
    args: { usergroup: word },
    run: (state, { usergroup }) => {
      const group = state.team.groups.find((candidate) => candidate.id === usergroup);
      if (group === undefined) throw new SlackError('no_such_subteam');
      return { users: [...group.users] };
    },
  }),
];

function show(state: WorkspaceState, user: Parameters<typeof wireUser>[0]): ReturnType<typeof wireUser> {
  return wireUser(user, state.clock.now(), state.settings.scopes.has('users:read.email'));
}
