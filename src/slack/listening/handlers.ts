import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { channelIdSchema, userIdSchema } from '../../domain/incident/ids.ts';
import { isRefusal, type Refusal } from '../../domain/incident/refusal.ts';
import { sendDirectMessage } from '../api/messages.ts';
import type { Action, Listener, SlashCommand } from '../router.ts';
import { type Message, plain } from '../views/blocks.ts';
import { inProgress, sentence, unopenedForm } from '../views/replies.ts';
import { errorReply } from './error-reply.ts';
import type { ListenerContext, Reply, Requester } from './listener-context.ts';

/** For one person's eyes; nothing a person wrote becomes a link. */
export const privately = (message: Message) => ({ response_type: 'ephemeral' as const, ...message });

/** A sentence instead of a result. */
export const refusalReply = (refusal: Refusal): Reply => ({
  kind: 'say',
  message: sentence(refusal.refused),
});

/** A result, or the sentence that says why there is none. */
export const reply = (message: Message | Refusal): Reply =>
  isRefusal(message) ? refusalReply(message) : { kind: 'say', message };

const commandPayload = z.object({
  user_id: userIdSchema,
  channel_id: channelIdSchema,
  trigger_id: z.string(),
  text: z.string().default(''),
});

/** Handles the slash command: its reply is sent with the acknowledgement. */
export function onCommand(
  context: ListenerContext,
  answer: (
    requester: Requester & { channel: z.infer<typeof channelIdSchema> },
    text: string,
  ) => Promise<Reply>,
): Listener<SlashCommand> {
  return async ({ command, ack, respond }) => {
    const read = commandPayload.safeParse(command);
    // What isn't acknowledged is answered as lost.
    if (!read.success) return;
    const { user_id: user, channel_id: channel, trigger_id, text } = read.data;
    try {
      const answered = await answer({ user, channel, inboxId: `command:${trigger_id}` }, text);
      await deliverReply(context, answered, {
        ack: (message) => (message ? ack(privately(message)) : ack()),
        replace: (message) => ack(privately(message)),
        say: (message) => respond(privately(message)),
        open: (view) => context.client.views.open({ trigger_id, view }),
        update: (view) => context.client.views.open({ trigger_id, view }),
        unopened: (why) => unopenedForm(why, text),
      });
    } catch (error) {
      await ack(privately(sentence(errorReply(context.log, error, 'command'))));
    }
  };
}

const actionPayload = z.object({
  user: z.object({ id: userIdSchema }),
  channel: z.object({ id: channelIdSchema }).optional(),
  trigger_id: z.string().optional(),
  /** For elements in a form or on the Home tab. */
  view: z.object({ id: z.string(), type: z.string() }).optional(),
  actions: z
    .tuple([
      z.object({
        action_id: z.string(),
        action_ts: z.string(),
        block_id: z.string().default(''),
        value: z.string().default(''),
        /** For an overflow menu. */
        selected_option: z.object({ value: z.string() }).nullish(),
        selected_options: z.array(z.object({ value: z.string() })).default([]),
      }),
    ])
    .rest(z.unknown()),
});

/** A click on an interactive element. Its value is untrusted: the channel decides which incident it's about. */
export type Press = {
  readonly value: string;
  readonly blockId: string;
  readonly selected: readonly string[];
};

/** Handles one interactive element: acknowledges right after the commit, and replies to that person alone. */
export function onAction(
  context: ListenerContext,
  answer: (requester: Requester, press: Press) => Promise<Reply>,
): Listener<Action> {
  return async ({ body, ack, respond }) => {
    const read = actionPayload.safeParse(body);
    if (!read.success) return;
    const { user, channel, trigger_id, view, actions } = read.data;
    const [pressed] = actions;
    // The Home tab has no response_url: replies there are sent as direct messages.
    const say = (message: Message) =>
      'response_url' in body && body.response_url
        ? respond({ ...privately(message), replace_original: false })
        : sendDirectMessage(context.client, user.id, message);
    try {
      const answered = await answer(
        {
          user: user.id,
          channel: channel?.id ?? null,
          inboxId: `action:${pressed.action_ts}:${user.id}:${pressed.action_id}:${pressed.block_id}`,
        },
        {
          value: pressed.selected_option?.value ?? pressed.value,
          blockId: pressed.block_id,
          selected: pressed.selected_options.map(({ value }) => value),
        },
      );
      await deliverReply(context, answered, {
        ack: async (message) => {
          await ack();
          if (message) context.background.run('answer to a button', () => say(message));
        },
        async replace(message) {
          await ack();
          context.background.run('turn a page', async () => {
            await ('response_url' in body && body.response_url
              ? respond({ ...privately(message), replace_original: true })
              : say(message));
          });
        },
        say,
        open: (form) => {
          const opened = { trigger_id: trigger_id ?? '', view: form };
          // Out of a form, a second one leads back to it.
          return view?.type === 'modal'
            ? context.client.views.push(opened)
            : context.client.views.open(opened);
        },
        update: (instead) => context.client.views.update({ view_id: view?.id ?? '', view: instead }),
      });
    } catch (error) {
      await ack();
      const text = errorReply(context.log, error, pressed.action_id);
      context.background.run('trouble with a button', () => say(sentence(text)));
    }
  };
}

/** How a reply reaches the person: with the acknowledgement, after it, or as a modal. */
type Ways = {
  ack(message: Message | null): Promise<void>;
  /** Replaces the message that was clicked. */
  replace(message: Message): Promise<void>;
  say(message: Message): Promise<unknown>;
  open(view: ModalView): Promise<unknown>;
  /** Replaces the form that was clicked in. */
  update(view: ModalView): Promise<unknown>;
  /** What the person is told if Slack didn't open a form; if omitted, only why. */
  unopened?(why: string): Message;
};

/** Sends a reply to the person. */
export async function deliverReply(
  { background, log }: ListenerContext,
  answered: Reply,
  ways: Ways,
): Promise<void> {
  switch (answered.kind) {
    case 'nothing':
      return ways.ack(null);
    case 'say':
      return ways.ack(answered.message);
    case 'replace':
      return ways.replace(answered.message);
    case 'modal': {
      // A trigger expires after three seconds, so the modal doesn't wait for the acknowledgement.
      background.run('open a modal', async () => {
        try {
          const { view: form } = answered;
          const view = typeof form === 'function' ? await form() : form;
          if (isRefusal(view)) await ways.say(sentence(view.refused));
          else await ways.open(view);
        } catch (error) {
          const why = errorReply(log, error, 'views.open');
          await ways.say(ways.unopened?.(why) ?? sentence(why));
        }
      });
      return ways.ack(null);
    }
    case 'insteadOfForm':
      background.run('change a form', () => insteadOfForm(log, answered, ways));
      return ways.ack(null);
    case 'later':
      await ways.ack(inProgress(answered.doing));
      background.run('answer later', async () => ways.say(await answered.rest()));
  }
}

/** If the form can't be changed, the person is told: what was done for it is done. */
async function insteadOfForm(
  log: ListenerContext['log'],
  { title, message }: Extract<Reply, { kind: 'insteadOfForm' }>,
  ways: Ways,
): Promise<void> {
  try {
    const { text, blocks } = await message();
    const view = { type: 'modal' as const, title: plain(title, 24), close: plain('Close', 24), blocks };
    await ways.update(view).catch(() => ways.say({ text, blocks }));
  } catch (error) {
    await ways.say(sentence(errorReply(log, error, title)));
  }
}
