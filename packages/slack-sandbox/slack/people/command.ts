import { z } from 'zod';
import { contentArgs, mustSaySomething, readContent } from '../api/content.ts';
import { respond } from '../api/reply.ts';
import { SlackError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Channel, User } from '../model.ts';
import { typedCommandText } from '../text/compose-text.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { newReplyUrl, newTrigger, payloadChannelName } from './payloads.ts';

/**
 * What a person sees right after a slash command: the app's direct response, nothing, or Slack's own error
 * (`operation_timeout`, `dispatch_failed`; `detail` says why a response wasn't usable).
 */
export type CommandResult =
  | { readonly ok: true; readonly text?: string; readonly blocks?: JsonObject[] }
  | { readonly ok: false; readonly error: string; readonly detail?: string };

const ackSchema = z.object({
  ...contentArgs,
  response_type: z.optional(z.enum(['ephemeral', 'in_channel'])),
});

/** Sends a slash command and shows the app's direct response. */
export async function sendCommand(
  state: WorkspaceState,
  user: User,
  channel: Channel,
  command: string,
  typed: string,
): Promise<CommandResult> {
  const { settings, team } = state;
  const text = settings.shouldEscape(command) ? typedCommandText(team, user, typed.trim()) : typed.trim();
  const origin = { user: user.id, channel: channel.id, threadTs: null };
  const reply = await state.app.ask('slash_commands', {
    token: settings.verificationToken,
    team_id: settings.teamId,
    team_domain: settings.teamDomain,
    channel_id: channel.id,
    channel_name: payloadChannelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: settings.appId,
    is_enterprise_install: 'false',
    response_url: newReplyUrl(state, { ...origin, target: { kind: 'command' } }),
    trigger_id: newTrigger(state, user, channel),
  });
  if (!reply.ok) return { ok: false, error: reply.error };
  return showAnswer(state, user, channel, reply.body);
}

function showAnswer(state: WorkspaceState, user: User, channel: Channel, body: Json): CommandResult {
  if (body === null || body === '') return { ok: true };
  const read = ackSchema.safeParse(typeof body === 'string' ? { text: body } : body);
  if (!read.success) return { ok: false, error: 'dispatch_failed', detail: 'The answer is no message.' };
  if (Object.keys(read.data).length === 0) return { ok: true };
  try {
    const content = readContent(state, read.data);
    mustSaySomething(content);
    respond(state, channel, user.id, read.data, content, 'ack');
    return {
      ok: true,
      ...(content.text === null ? {} : { text: content.text }),
      ...(content.blocks === null ? {} : { blocks: content.blocks }),
    };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { ok: false, error: 'dispatch_failed', detail: `${error.code} ${JSON.stringify(error.extra)}` };
  }
}
