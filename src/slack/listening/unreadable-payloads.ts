import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { causeOf, type Log } from '../../app/log.ts';
import { channelIdSchema, userIdSchema } from '../../domain/incident/ids.ts';
import { postEphemeral, sendDirectMessage } from '../api/messages.ts';
import { commandName } from '../ids.ts';
import type { AnswerLost } from '../transport/durable-app.ts';
import { sentence } from '../views/replies.ts';
import { refusedForm } from './refused-form.ts';

const named = z.object({ type: z.string() });
const place = z.object({
  user: z.object({ id: userIdSchema }),
  channel: z.object({ id: channelIdSchema }).optional().catch(undefined),
});

const again = 'if that fails, tell your bot admin.';
const sentences = {
  command: `The bot couldn't read that command. Nothing was changed. Run it again; ${again}`,
  form: `The bot couldn't read that form. Nothing was changed. Close it and open it again; ${again}`,
  press: `The bot couldn't read that button. Nothing was changed. Use a newer message or run \`${commandName}\`; ${again}`,
  shortcut: `The bot couldn't read that shortcut. Nothing was changed. Try again; ${again}`,
} as const;

/**
 * A person's action never ends in silence: a form, button, shortcut, or command that the bot can't read, or has no
 * listener for, is answered with a sentence. Nobody waits for an answer to an event. Never throws.
 */
export const answersLost =
  (client: WebClient, log: Log): AnswerLost =>
  async ({ body, ack }) => {
    if ('command' in body) {
      await ack({ response_type: 'ephemeral', ...sentence(sentences.command) });
      return;
    }
    const type = named.safeParse(body).data?.type;
    if (type === 'view_submission') return ack(refusedForm(body.view, sentences.form));
    await ack();
    if (type === 'block_actions') await tell(client, log, body, sentences.press);
    if (type === 'shortcut' || type === 'message_action') await tell(client, log, body, sentences.shortcut);
  };

/** Replies to that person alone where they were, or in a direct message if Slack doesn't allow that. */
async function tell(client: WebClient, log: Log, body: unknown, text: string): Promise<void> {
  const where = place.safeParse(body).data;
  if (!where) return;
  const user = where.user.id;
  const message = sentence(text);
  try {
    if (where.channel && (await postEphemeral(client, { channel: where.channel.id, user }, message))) return;
    await sendDirectMessage(client, user, message);
  } catch (error) {
    log.warn({ ...causeOf(error), what: 'answer to what could not be read' }, "Couldn't deliver a reply.");
  }
}
