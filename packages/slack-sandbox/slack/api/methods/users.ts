import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { Channel } from '../../model.ts';
import { wireChannel } from '../../serializers/channel.ts';
import { wireUser } from '../../serializers/user.ts';
import { seconds, type World } from '../../world.ts';
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
    run: (world, { user }) => ({ user: show(world, findUser(world, user)) }),
  }),
  method('users.list', {
    rate: 'tier2',
    scopes: ['users:read'],
    args: listArgs,
    run: (world, { limit, cursor }) => {
      const users = page([...world.team.users.values()], limit ?? 1000, cursor);
      return {
        members: users.items.map((user) => show(world, user)),
        cache_ts: seconds(world),
        response_metadata: users.metadata,
      };
    },
  }),
  method('users.lookupByEmail', {
    rate: 'tier3',
    scopes: ['users:read.email'],
    args: { email: word },
    run: (world, { email }) => {
      const user = [...world.team.users.values()].find((other) => other.email === email);
      if (user === undefined) throw new SlackError('users_not_found');
      return { user: show(world, user) };
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
    run: (world, args) => {
      const member = args.user ?? world.settings.botUserId;
      findUser(world, member);
      const kinds = kindsWithScope(world, channelKinds(args.types));
      const mine = (channel: Channel): boolean =>
        channel.members.has(member) && kinds.has(channel.kind) && isVisible(world, channel);
      const open = [...world.team.channels.values()].filter(
        (channel) => mine(channel) && !(args.exclude_archived && channel.archived),
      );
      const channels = page(open, args.limit ?? 100, args.cursor);
      return {
        channels: channels.items.map((channel) => wireChannel(world.settings, channel)),
        response_metadata: channels.metadata,
      };
    },
  }),
  method('usergroups.list', {
    rate: 'tier2',
    scopes: ['usergroups:read'],
    args: { include_users: z.optional(flag), include_count: z.optional(flag) },
    run: (world, args) => ({
      usergroups: world.team.groups.map((group) => ({
        id: group.id,
        team_id: world.settings.teamId,
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
    run: (world, { usergroup }) => {
      const group = world.team.groups.find((candidate) => candidate.id === usergroup);
      if (group === undefined) throw new SlackError('no_such_subteam');
      return { users: [...group.users] };
    },
  }),
];

function show(world: World, user: Parameters<typeof wireUser>[0]): ReturnType<typeof wireUser> {
  return wireUser(user, world.clock.now(), world.settings.scopes.has('users:read.email'));
}
