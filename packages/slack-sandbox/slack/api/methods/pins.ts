import { SlackError } from '../../errors.ts';
import { pin, pinnedItem, unpin } from '../../mutations/marks.ts';
import { isSystem } from '../../serializers/message.ts';
import { word } from '../args.ts';
import { bot, findMessage, joinedChannel, visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';

const mostPins = 100;
const missing = { channel: 'channel_not_found', timestamp: 'no_item_specified' };
const writing = {
  rate: 'tier2',
  scopes: ['pins:write'],
  args: { channel: word, timestamp: word },
  missing,
} as const;

/** Pinned messages. */
export const pinMethods: readonly Method[] = [
  method('pins.add', {
    ...writing,
    run: (state, args) => {
      const channel = joinedChannel(state, args.channel);
      state.rules.mustAllow('pinning');
      if (!/^\d+\.\d+$/u.test(args.timestamp)) throw new SlackError('bad_timestamp');
      const message = findMessage(state, channel, args.timestamp);
      if (isSystem(message)) throw new SlackError('not_pinnable');
      if (channel.pins.some((other) => other.ts === message.ts)) throw new SlackError('already_pinned');
      if (channel.pins.length >= mostPins) throw new SlackError('too_many_pins');
      pin(state, channel, message, bot(state));
      return {};
    },
  }),
  method('pins.remove', {
    ...writing,
    run: (state, args) => {
      const channel = joinedChannel(state, args.channel);
      const message = findMessage(state, channel, args.timestamp);
      if (!channel.pins.some((other) => other.ts === message.ts)) throw new SlackError('no_pin');
      unpin(state, channel, message, bot(state));
      return {};
    },
  }),
  method('pins.list', {
    rate: 'tier2',
    scopes: ['pins:read'],
    args: { channel: word },
    missing,
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      const items = channel.pins.flatMap(({ ts }) => {
        const message = state.team.message(channel.id, ts);
        return message === null ? [] : [pinnedItem(state, channel, message)];
      });
      return { items };
    },
  }),
];
