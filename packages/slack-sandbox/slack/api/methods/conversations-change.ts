import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { nameProblem } from '../../mutations/channel-name.ts';
import { archive, createChannel, rename, setNote } from '../../mutations/channels.ts';
import { wireChannel } from '../../serializers/channel.ts';
import type { World } from '../../world.ts';
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
    run: (world, args) => {
      const kind = args.is_private ? 'private' : 'public';
      const needed = manageScopes[kind];
      if (!needed.some((scope) => world.settings.scopes.has(scope))) throw missingScope(world, needed);
      world.rules.mustAllow('creating_channels');
      checkName(world, args.name);
      const channel = createChannel(world, bot(world), args.name, kind === 'private');
      return { channel: wireChannel(world.settings, channel) };
    },
  }),
  method('conversations.rename', {
    rate: 'tier2',
    scopes: anyOf(manageScopes),
    args: { channel: word, name: text },
    missing: { name: 'invalid_name_required' },
    run: (world, args) => {
      const channel = openScopedChannel(world, args.channel, manageScopes);
      if (channel.creator !== world.settings.botUserId) throw new SlackError('not_authorized');
      checkName(world, args.name);
      rename(world, channel, bot(world), args.name);
      return { channel: wireChannel(world.settings, channel) };
    },
  }),
  note('conversations.setTopic', 'topic'),
  note('conversations.setPurpose', 'purpose'),
  method('conversations.archive', {
    rate: 'tier2',
    scopes: anyOf(manageScopes),
    args: { channel: word },
    run: (world, args) => {
      const channel = scopedChannel(world, args.channel, manageScopes);
      if (channel.archived) throw new SlackError('already_archived');
      if (channel.general) throw new SlackError('cant_archive_general');
      archive(world, joinedChannel(world, args.channel), bot(world));
      return {};
    },
  }),
  method('conversations.unarchive', {
    rate: 'tier2',
    scopes: anyOf(manageScopes),
    args: { channel: word },
    run: (world, args) => {
      const channel = scopedChannel(world, args.channel, manageScopes);
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
    run: (world, args) => setChannelNote(world, args.channel, which, String(args[which] ?? '')),
  });
}

function setChannelNote(
  world: World,
  channelId: unknown,
  which: 'topic' | 'purpose',
  value: string,
): JsonObject {
  const channel = openScopedChannel(world, String(channelId), topicScopes);
  if ([...value].length > longestNote) throw new SlackError('too_long');
  setNote(world, channel, bot(world), which, value);
  return { channel: wireChannel(world.settings, channel) };
}

/** Throws `invalid_name_*`, or `name_taken`. */
function checkName(world: World, name: string): void {
  const problem = nameProblem(world.team, name);
  if (problem !== null) throw new SlackError(problem);
}
