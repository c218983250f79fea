import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { z } from 'zod';
import { userIdSchema } from '../../domain/incident/ids.ts';
import { sendDirectMessage } from '../api/messages.ts';
import type { ListenerContext } from '../listening/listener-context.ts';
import { refusedForm } from '../listening/refused-form.ts';
import { sentence } from '../views/replies.ts';

const team = z.string().nullish();
const typist = z
  .object({ user_id: userIdSchema, team_id: team })
  .transform(({ user_id, team_id }) => ({ user: user_id, team: team_id ?? null }));
const presser = z
  .object({ user: z.object({ id: userIdSchema, team_id: team }) })
  .transform(({ user }) => ({ user: user.id, team: user.team_id ?? null }));

/**
 * The door before every command, button, shortcut and modal: who may not act is told so in one sentence, and no
 * listener hears of it. Events have no such door, for most of them are nobody's act: what marks a message asks itself.
 */
export function accessMiddleware(context: ListenerContext): Middleware<AnyMiddlewareArgs> {
  return async (args) => {
    if (!('ack' in args)) return args.next();
    const read = ('command' in args ? typist : presser).safeParse(args.body);
    // Who does not say who they are is nobody who may act.
    if (!read.success) return;
    const { user, team } = read.data;
    const refusal = await context.admit(user, team);
    if (!refusal) return args.next();
    const message = { response_type: 'ephemeral' as const, ...sentence(refusal.refused) };
    const ack = args.ack as (answer?: unknown) => Promise<void>;
    if ('command' in args) return ack(message);
    if ('view' in args) return ack(refusedForm(args.view, refusal.refused));
    await ack();
    // The Home tab has no response_url: what is to be said there comes as a direct message.
    context.background.run('answer to somebody who may not act', () =>
      'respond' in args && typeof args.respond === 'function'
        ? args.respond({ ...message, replace_original: false })
        : sendDirectMessage(context.client, user, sentence(refusal.refused)),
    );
  };
}
