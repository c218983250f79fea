import { checkMessage, checkView } from '../../slack/blockkit/check.ts';
import { truncatedText } from '../../slack/blockkit/truncated-text.ts';
import type { JsonObject } from '../../slack/json.ts';
import type { User } from '../../slack/model.ts';
import { openDirectMessage } from '../../slack/mutations/channels.ts';
import { addEphemeral } from '../../slack/mutations/ephemerals.ts';
import { channelFor } from '../../slack/people/find-channel.ts';
import { readBlocks, withIds } from '../../slack/views/elements.ts';
import { makeView, replaceView } from '../../slack/views/make.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { Act, ActAnswer } from '../actions.ts';

/**
 * Checks a message or view as Slack would. If it's valid, it's shown to this person: a message as an ephemeral, a modal
 * opened, a Home tab in place of the app's. The app isn't told about this, but is told about clicks in it.
 */
export function check(state: WorkspaceState, user: User, act: Extract<Act, { do: 'check' }>): ActAnswer {
  const { what, json } = act;
  const problem = what === 'message' ? checkMessage(json) : (checkView(json) ?? wrongType(what, json));
  if (problem !== null)
    return { ok: true, problems: problem.messages.length > 0 ? problem.messages : [problem.error] };
  switch (what) {
    case 'message':
      return { ok: true, problems: [], channel: showMessage(state, user, act.channel, json) };
    case 'modal': {
      const place = { kind: 'modal' as const, user: user.id, channel: act.channel, above: null };
      state.team.views.open(makeView(state, json, place));
      break;
    }
    case 'home': {
      const known = state.team.views.home(user.id);
      const place = { kind: 'home' as const, user: user.id, channel: null, above: null };
      if (known === null) state.team.views.publish(makeView(state, json, place));
      else replaceView(state, known, json);
    }
  }
  state.pulse.notify();
  return { ok: true, problems: [] };
}

function wrongType(
  what: 'modal' | 'home',
  { type }: JsonObject,
): { error: string; messages: string[] } | null {
  if (type === what) return null;
  const messages = [`[ERROR] must be a view of type ${what} [json-pointer:/view/type]`];
  return { error: 'invalid_arguments', messages };
}

function showMessage(state: WorkspaceState, user: User, where: string | null, json: JsonObject): string {
  const channel = where === null ? openDirectMessage(state, user) : channelFor(state, user, where);
  addEphemeral(state, {
    channel: channel.id,
    user: user.id,
    threadTs: null,
    from: 'check',
    text: truncatedText(String(json.text ?? '')).text,
    blocks: withIds(state.team.ids, readBlocks(json.blocks)),
    attachments: readBlocks(json.attachments),
  });
  return channel.id;
}
