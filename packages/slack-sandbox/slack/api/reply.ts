import { z } from 'zod';
import { SlackError } from '../errors.ts';
import type { Channel, Ephemeral } from '../model.ts';
import { addEphemeral, removeEphemeral } from '../mutations/ephemerals.ts';
import { edit, remove, say } from '../mutations/messages.ts';
import type { ReplyUrl } from '../views/reply-urls.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { flag, type RawArgs, word } from './args.ts';
import { type Content, contentArgs, mustSaySomething, readContent } from './content.ts';

const replySchema = z.object({
  ...contentArgs,
  response_type: z.optional(z.enum(['ephemeral', 'in_channel'])),
  replace_original: z.optional(flag),
  delete_original: z.optional(flag),
  thread_ts: z.optional(word),
});

type Reply = z.output<typeof replySchema>;

/**
 * Does what an app posts to a response_url: posts another message, or changes the message that was acted on. A slash
 * command's own reply isn't an original, so `replace_original` posts another one (slackapi/bolt-python#1268). Throws
 * SlackError: `invalid_payload`, `no_text`, `invalid_blocks`, …
 */
export function reply(state: WorkspaceState, url: ReplyUrl, raw: RawArgs): void {
  const read = replySchema.safeParse(raw);
  const channel = state.team.channels.get(url.channel);
  if (!read.success || channel === undefined) throw new SlackError('invalid_payload');
  if (read.data.delete_original === true) {
    deleteOriginal(state, channel, url);
    return;
  }
  const content = readContent(state, read.data);
  mustSaySomething(content);
  if (read.data.replace_original === true && replaceOriginal(state, channel, url, content)) return;
  respond(state, channel, url.user, read.data, content);
}

/** Shows an app's reply: to the person alone, or for `in_channel`, to everyone. */
export function respond(
  state: WorkspaceState,
  channel: Channel,
  user: string,
  options: Pick<Reply, 'response_type' | 'thread_ts'>,
  content: Content,
  from: Ephemeral['from'] = 'response_url',
): void {
  const shown = {
    text: content.text ?? '',
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    threadTs: options.thread_ts ?? null,
  };
  if (options.response_type === 'in_channel') {
    say(state, channel, { ...shown, author: state.settings.botUserId, subtype: 'bot_message' });
  } else {
    addEphemeral(state, { ...shown, channel: channel.id, user, from });
  }
}

function replaceOriginal(state: WorkspaceState, channel: Channel, url: ReplyUrl, content: Content): boolean {
  const change = {
    text: content.text ?? '',
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
  };
  switch (url.target.kind) {
    case 'command':
      return false;
    case 'message': {
      const message = state.team.message(channel.id, url.target.ts);
      if (message === null || message.author !== state.settings.botUserId) return false;
      edit(state, channel, message, state.settings.botId, change);
      return true;
    }
    case 'ephemeral': {
      const { ts } = url.target;
      const ephemeral = state.team.ephemerals.find((other) => other.ts === ts);
      if (ephemeral === undefined) return false;
      Object.assign(ephemeral, change);
      state.pulse.notify();
      return true;
    }
  }
}

function deleteOriginal(state: WorkspaceState, channel: Channel, url: ReplyUrl): void {
  switch (url.target.kind) {
    case 'command':
      return;
    case 'message': {
      const message = state.team.message(channel.id, url.target.ts);
      if (message !== null && message.author === state.settings.botUserId) remove(state, channel, message);
      return;
    }
    case 'ephemeral':
      removeEphemeral(state, url.target.ts);
      return;
  }
}
