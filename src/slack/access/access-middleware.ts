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
 * Guards every command, button, shortcut, and modal: people who can't use the bot get one sentence, and no listener
 * runs. Events aren't guarded here, because most of them are nobody's action; the listener of marks checks by itself.
 */
export function accessMiddleware(context: ListenerContext): Middleware<AnyMiddlewareArgs> {
  return async (args) => {
    if (!('ack' in args)) return args.next();
    const read = ('command' in args ? typist : presser).safeParse(args.body);
    // A payload without a user ID is ignored.
    if (!read.success) return;
    const { user, team } = read.data;
    const refusal = await context.admit(user, team);
    if (!refusal) return args.next();
    const message = { response_type: 'ephemeral' as const, ...sentence(refusal.refused) };
    const ack = args.ack as (answer?: unknown) => Promise<void>;
    if ('command' in args) return ack(message);
    if ('view' in args) return ack(refusedForm(args.view, refusal.refused));
    await ack();
    // The Home tab has no response_url: replies there are sent as direct messages.
    context.background.run('answer to somebody who may not act', () =>
      'respond' in args && typeof args.respond === 'function'
        ? args.respond({ ...message, replace_original: false })
        : sendDirectMessage(context.client, user, sentence(refusal.refused)),
    );
  };
}
