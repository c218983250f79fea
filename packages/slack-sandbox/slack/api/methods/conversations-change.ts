import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { nameProblem } from '../../mutations/channel-name.ts';
import { archive, createChannel, rename, setNote } from '../../mutations/channels.ts';
import { wireChannel } from '../../serializers/channel.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { flag, text, word } from '../args.ts';
import { bot, joinedChannel, missingScope, openScopedChannel, scopedChannel } from '../find.ts';
import { type Method, method } from '../method.ts';
import { anyOf, manageScopes, topicScopes } from './conversation-kinds.ts';

const longestNote = 250;

/** Creating, naming, describing and archiving channels. */
export const channelChangeMethods: readonly Method[] = [
  method('conversations.create', {
    rate: 'tier2',
    scopes: anyOf(manageScopes),
    args: { name: text, is_private: z.optional(flag) },
    missing: { name: 'invalid_name_required' },
    run: (state, args) => {
      const kind = args.is_private ? 'private' : 'public';
      const needed = manageScopes[kind];
      if (!needed.some((scope) => state.settings.scopes.has(scope))) throw missingScope(state, needed);
      state.rules.mustAllow('creating_channels');
      checkName(state, args.name);
      const channel = createChannel(state, bot(state), args.name, kind === 'private');
      return { channel: wireChannel(state.settings, channel) };
    },
  }),
  method('conversations.rename', {
    rate: 'tier2',
    scopes: anyOf(manageScopes),
    args: { channel: word, name: text },
    missing: { name: 'invalid_name_required' },
    run: (state, args) => {
      const channel = openScopedChannel(state, args.channel, manageScopes);
      if (channel.creator !== state.settings.botUserId) throw new SlackError('not_authorized');
      checkName(state, args.name);
      rename(state, channel, bot(state), args.name);
      return { channel: wireChannel(state.settings, channel) };
    },
  }),
  note('conversations.setTopic', 'topic'),
  note('conversations.setPurpose', 'purpose'),
  method('conversations.archive', {
    rate: 'tier2',
    scopes: anyOf(manageScopes),
    args: { channel: word },
    run: (state, args) => {
      const channel = scopedChannel(state, args.channel, manageScopes);
      if (channel.archived) throw new SlackError('already_archived');
      if (channel.general) throw new SlackError('cant_archive_general');
      archive(state, joinedChannel(state, args.channel), bot(state));
      return {};
    },
  }),
  method('conversations.unarchive', {
    rate: 'tier2',
    scopes: anyOf(manageScopes),
    args: { channel: word },
    run: (state, args) => {
      const channel = scopedChannel(state, args.channel, manageScopes);
      if (!channel.archived) throw new SlackError('not_archived');
      // Archiving removed the bot, and a bot token can't unarchive a channel that the bot isn't in.
      throw new SlackError('not_in_channel');
    },
  }),
];

function note(name: string, which: 'topic' | 'purpose'): Method {
  return method(name, {
    rate: 'tier2',
    scopes: anyOf(topicScopes),
    args: { channel: word, [which]: text },
    run: (state, args) => setChannelNote(state, args.channel, which, String(args[which] ?? '')),
  });
}

function setChannelNote(
  state: WorkspaceState,
  channelId: unknown,
  which: 'topic' | 'purpose',
  value: string,
): JsonObject {
  const channel = openScopedChannel(state, String(channelId), topicScopes);
  if ([...value].length > longestNote) throw new SlackError('too_long');
  setNote(state, channel, bot(state), which, value);
  return { channel: wireChannel(state.settings, channel) };
}

/** Throws `invalid_name_*`, or `name_taken`. */
function checkName(state: WorkspaceState, name: string): void {
  const problem = nameProblem(state.team, name);
  if (problem !== null) throw new SlackError(problem);
}
