import { checkMessage, checkView } from '../../slack/blockkit/check.ts';
import { truncatedText } from '../../slack/blockkit/truncated-text.ts';
import type { JsonObject } from '../../slack/json.ts';
import type { User } from '../../slack/model.ts';
import { openDirectMessage } from '../../slack/mutations/channels.ts';
import { addEphemeral } from '../../slack/mutations/ephemerals.ts';
import { channelFor } from '../../slack/people/find-channel.ts';
import { readBlocks, withIds } from '../../slack/views/elements.ts';
import { makeView, replaceView } from '../../slack/views/make.ts';
import type { World } from '../../slack/world.ts';
import type { Act, ActAnswer } from '../actions.ts';

/**
 * Checks a message or view as Slack would. If it's valid, it's shown to this person: a message as an ephemeral, a modal
 * opened, a Home tab in place of the app's. The app isn't told about this, but is told about clicks in it.
 */
export function check(world: World, user: User, act: Extract<Act, { do: 'check' }>): ActAnswer {
  const { what, json } = act;
  const problem = what === 'message' ? checkMessage(json) : (checkView(json) ?? wrongType(what, json));
  if (problem !== null)
    return { ok: true, problems: problem.messages.length > 0 ? problem.messages : [problem.error] };
  switch (what) {
    case 'message':
      return { ok: true, problems: [], channel: showMessage(world, user, act.channel, json) };
    case 'modal': {
      const place = { kind: 'modal' as const, user: user.id, channel: act.channel, above: null };
      world.team.views.open(makeView(world, json, place));
      break;
    }
    case 'home': {
      const known = world.team.views.home(user.id);
      const place = { kind: 'home' as const, user: user.id, channel: null, above: null };
      if (known === null) world.team.views.publish(makeView(world, json, place));
      else replaceView(world, known, json);
    }
  }
  world.pulse.notify();
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

function showMessage(world: World, user: User, where: string | null, json: JsonObject): string {
  const channel = where === null ? openDirectMessage(world, user) : channelFor(world, user, where);
  addEphemeral(world, {
    channel: channel.id,
    user: user.id,
    threadTs: null,
    from: 'check',
    text: truncatedText(String(json.text ?? '')).text,
    blocks: withIds(world.team.ids, readBlocks(json.blocks)),
    attachments: readBlocks(json.attachments),
  });
  return channel.id;
}
