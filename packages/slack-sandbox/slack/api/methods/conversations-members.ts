import { z } from 'zod';
import { invalidArguments, SlackError } from '../../errors.ts';
import type { Channel } from '../../model.ts';
import { join } from '../../mutations/channels.ts';
import { wireChannel } from '../../serializers/channel.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { flag, text, wholeNumber, word, words } from '../args.ts';
import { bot, mustBeOpen, needScope, openScopedChannel, visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';
import { page } from '../page.ts';
import { anyOf, inviteScopes, readScopes } from './conversation-kinds.ts';

/** Slack: "Up to 100 users may be listed" (2026-05). */
const mostInvited = 100;

/** Who is in a channel. */
export const membershipMethods: readonly Method[] = [
  method('conversations.invite', {
    rate: 'tier3',
    scopes: anyOf(inviteScopes),
    args: { channel: word, users: words, force: z.optional(flag) },
    missing: { users: 'no_user' },
    run: (state, args) => {
      const channel = openScopedChannel(state, args.channel, inviteScopes);
      if (args.users.length > mostInvited) throw invalidArguments('too many users [json-pointer:/users]');
      const refused = args.users.flatMap((user) => {
        const error = refusal(state, channel, user);
        return error === null ? [] : [{ user, ok: false, error }];
      });
      const welcome = args.users.filter((user) => !refused.some((other) => other.user === user));
      const [first] = refused;
      if (first !== undefined && (welcome.length === 0 || args.force !== true)) {
        throw new SlackError(first.error, { errors: refused });
      }
      for (const id of new Set(welcome)) {
        const user = state.team.users.get(id);
        if (user !== undefined) join(state, channel, user, bot(state));
      }
      return {
        channel: wireChannel(state.settings, channel),
        ...(refused.length > 0 ? { errors: refused } : {}),
      };
    },
  }),
  method('conversations.join', {
    rate: 'tier3',
    scopes: ['channels:join'],
    args: { channel: word },
    run: (state, args) => {
      const channel = state.team.channels.get(args.channel);
      if (channel === undefined) throw new SlackError('channel_not_found');
      // Slack returns this for a private channel even to an app that isn't in it (slackapi/bolt-js, issue 1656).
      if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
      mustBeOpen(channel);
      if (channel.members.has(state.settings.botUserId)) {
        return {
          channel: wireChannel(state.settings, channel),
          warning: 'already_in_channel',
          response_metadata: { warnings: ['already_in_channel'] },
        };
      }
      join(state, channel, bot(state), null);
      return { channel: wireChannel(state.settings, channel) };
    },
  }),
  method('conversations.members', {
    rate: 'tier4',
    scopes: anyOf(readScopes),
    args: { channel: word, limit: z.optional(wholeNumber), cursor: z.optional(text) },
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      needScope(state, channel, readScopes);
      const members = page([...channel.members], args.limit ?? 100, args.cursor);
      return { members: members.items, response_metadata: members.metadata };
    },
  }),
];

function refusal(state: WorkspaceState, channel: Channel, id: string): string | null {
  if (id === state.settings.botUserId) return 'cant_invite_self';
  const user = state.team.users.get(id);
  if (user === undefined || user.deleted) return 'user_not_found';
  if (user.role === 'stranger') return 'cant_invite';
  return channel.members.has(id) ? 'already_in_channel' : null;
}
