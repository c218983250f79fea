import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { channelIdSchema, messageTsSchema, userIdSchema } from '../../domain/incident/ids.ts';
import { sendDirectMessage } from '../api/messages.ts';
import type { Listener, Shortcut } from '../router.ts';
import { shownSchema } from '../text/shown-text.ts';
import type { Message } from '../views/blocks.ts';
import { sentence } from '../views/replies.ts';
import { errorReply } from './error-reply.ts';
import { deliverReply, privately } from './handlers.ts';
import type { ListenerContext, Reply, Requester } from './listener-context.ts';

const globalPayload = z.object({ user: z.object({ id: userIdSchema }), trigger_id: z.string() });

const shortcutMessageSchema = shownSchema.extend({
  ts: messageTsSchema,
  thread_ts: messageTsSchema.optional(),
  user: userIdSchema.optional(),
});
/** The message that a shortcut was used on, as Slack sends it. */
export type ShortcutMessage = z.infer<typeof shortcutMessageSchema>;

const messagePayload = globalPayload.extend({
  channel: z.object({ id: channelIdSchema }),
  message: shortcutMessageSchema,
});

/** Handles a message shortcut; the reply is for that person alone, next to the message. */
export const onMessageShortcut =
  (
    context: ListenerContext,
    answer: (
      requester: Requester & { channel: z.infer<typeof channelIdSchema> },
      message: ShortcutMessage,
    ) => Promise<Reply>,
  ): Listener<Shortcut> =>
  async ({ shortcut, ack, respond }) => {
    const read = messagePayload.safeParse(shortcut);
    // What isn't acknowledged is answered as lost.
    if (!read.success) return;
    const { user, channel, message, trigger_id } = read.data;
    const requester = { user: user.id, channel: channel.id, inboxId: `shortcut:${trigger_id}` };
    const say = async (reply: Message): Promise<void> => {
      if (typeof respond === 'function') await respond({ ...privately(reply), replace_original: false });
    };
    await answered(context, { ack, say, trigger_id }, () => answer(requester, message));
  };

/** Handles a global shortcut; the reply is sent as a direct message. */
export const onGlobalShortcut =
  (context: ListenerContext, answer: (requester: Requester) => Promise<Reply>): Listener<Shortcut> =>
  async ({ shortcut, ack }) => {
    const read = globalPayload.safeParse(shortcut);
    if (!read.success) return;
    const { user, trigger_id } = read.data;
    const say = (reply: Message): Promise<unknown> => sendDirectMessage(context.client, user.id, reply);
    await answered(context, { ack, say, trigger_id }, () =>
      answer({ user: user.id, channel: null, inboxId: `shortcut:${trigger_id}` }),
    );
  };

type Ways = {
  readonly ack: () => Promise<void>;
  readonly say: (message: Message) => Promise<unknown>;
  readonly trigger_id: string;
};

async function answered(
  context: ListenerContext,
  { ack, say, trigger_id }: Ways,
  answer: () => Promise<Reply>,
): Promise<void> {
  const later = async (message: Message | null): Promise<void> => {
    await ack();
    if (message) context.background.run('answer to a shortcut', () => say(message));
  };
  const open = (view: ModalView) => context.client.views.open({ trigger_id, view });
  try {
    await deliverReply(context, await answer(), {
      ack: later,
      replace: later,
      say,
      open,
      update: open,
    });
  } catch (error) {
    await later(sentence(errorReply(context.log, error, 'shortcut')));
  }
}
