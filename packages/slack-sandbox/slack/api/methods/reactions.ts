import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { Channel, Message } from '../../model.ts';
import { react, unreact } from '../../mutations/marks.ts';
import { wireMessage } from '../../serializers/message.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { word } from '../args.ts';
import { bot, findMessage, joinedChannel, mustBeOpen, visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';

/** Slack: 23 different emoji on one message. */
const mostEmoji = 23;
const missing = {
  name: 'invalid_name',
  channel: 'no_item_specified',
  timestamp: 'no_item_specified',
};
const args = { name: word, channel: word, timestamp: word };

/** Emoji under messages. */
export const reactionMethods: readonly Method[] = [
  method('reactions.add', {
    rate: 'tier3',
    scopes: ['reactions:write'],
    args,
    missing,
    run: (state, given) => {
      const { channel, message } = target(state, given);
      const known = message.reactions.find((reaction) => reaction.name === given.name);
      if (known?.users.includes(state.settings.botUserId)) throw new SlackError('already_reacted');
      if (known === undefined && message.reactions.length >= mostEmoji)
        throw new SlackError('too_many_emoji');
      react(state, channel, message, bot(state), given.name);
      return {};
    },
  }),
  method('reactions.remove', {
    rate: 'tier2',
    scopes: ['reactions:write'],
    args,
    missing,
    run: (state, given) => {
      const { channel, message } = target(state, given);
      const known = message.reactions.find((reaction) => reaction.name === given.name);
      if (!known?.users.includes(state.settings.botUserId)) throw new SlackError('no_reaction');
      unreact(state, channel, message, bot(state), given.name);
      return {};
    },
  }),
  method('reactions.get', {
    rate: 'tier3',
    scopes: ['reactions:read'],
    args: { channel: z.optional(word), timestamp: z.optional(word) },
    run: (state, given) => {
      if (given.channel === undefined || given.timestamp === undefined) {
        throw new SlackError('no_item_specified');
      }
      const channel = visibleChannel(state, given.channel);
      const message = findMessage(state, channel, given.timestamp);
      return { type: 'message', channel: channel.id, message: wireMessage(state, message) };
    },
  }),
];

function target(
  state: WorkspaceState,
  given: { readonly name: string; readonly channel: string; readonly timestamp: string },
): { channel: Channel; message: Message } {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/u.test(given.name)) throw new SlackError('invalid_name');
  const channel = visibleChannel(state, given.channel);
  mustBeOpen(channel);
  joinedChannel(state, given.channel);
  return { channel, message: findMessage(state, channel, given.timestamp) };
}
