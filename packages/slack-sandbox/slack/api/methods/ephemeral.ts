import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import { addEphemeral } from '../../mutations/ephemerals.ts';
import { word } from '../args.ts';
import { contentArgs, mustSaySomething, readContent } from '../content.ts';
import { visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';
import { mustBePostable, threadParent } from './chat.ts';

/** Messages for one person. */
export const ephemeralMethods: readonly Method[] = [
  method('chat.postEphemeral', {
    rate: 'tier4',
    scopes: ['chat:write'],
    args: { ...contentArgs, channel: word, user: word, thread_ts: z.optional(word) },
    missing: { channel: 'channel_not_found', user: 'user_not_in_channel' },
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      mustBePostable(state, channel);
      if (!channel.members.has(args.user)) throw new SlackError('user_not_in_channel');
      const threadTs = args.thread_ts === undefined ? null : threadParent(state, channel, args.thread_ts).ts;
      const content = readContent(state, args);
      mustSaySomething(content);
      if (content.truncated) throw new SlackError('msg_too_long');
      const ephemeral = addEphemeral(state, {
        channel: channel.id,
        user: args.user,
        threadTs,
        from: 'chat.postEphemeral',
        text: content.text ?? '',
        blocks: content.blocks ?? [],
        attachments: content.attachments ?? [],
      });
      return { message_ts: ephemeral.ts };
    },
  }),
];
