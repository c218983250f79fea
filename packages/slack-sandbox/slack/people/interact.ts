import { Refused } from '../errors.ts';
import type { User } from '../model.ts';
import { wireMessage } from '../serializers/message.ts';
import { type Element, elementsOf } from '../views/elements.ts';
import { wireView } from '../views/make.ts';
import type { View } from '../views/views.ts';
import type { World } from '../world.ts';
import { type ActionResult, actOn } from './act-on.ts';
import { messageAt } from './find-channel.ts';
import { type Entry, enter, plainText } from './forms/form-values.ts';
import { withOffered } from './offered.ts';
import { interactionBase, newReplyUrl, newTrigger, payloadChannelName } from './payloads.ts';
import type { MessageRef } from './snapshots.ts';

/** The app's shortcuts: their names as people see them → their callback ids. */
export type Shortcuts = ReadonlyMap<string, string>;

/** Enters a value into a field by its label. Throws a sentence if there is no such field or choice. */
export async function fillField(
  world: World,
  user: User,
  view: View,
  label: string,
  entry: Entry,
): Promise<void> {
  const inputs = elementsOf(view.blocks).filter(({ block }) => block.type === 'input');
  const field = inputs.find(({ block }) => plainText(block.label) === label);
  if (field === undefined) {
    const labels = inputs.map(({ block }) => plainText(block.label)).join(', ');
    throw new Refused(`The modal has no field "${label}"; it has: ${labels}.`);
  }
  if (field.block.dispatch_action === true) await actOn(world, user, { kind: 'view', view }, field, entry);
  else setValue(world, user, view, field, entry);
}

/** Enters a value into an element of a view, without telling the app. Throws a sentence for a choice not offered. */
export function setValue(world: World, user: User, view: View, field: Element, entry: Entry): void {
  const { element } = withOffered(world, user, { kind: 'view', view }, field, view.values);
  const value = enter(world.team, user, element, entry);
  view.values[field.blockId] = { ...view.values[field.blockId], [field.actionId]: value };
  world.pulse.notify();
}

/** Closes a view without submitting, or for `clear_on_close`, all of them. */
export async function closeView(world: World, user: User, view: View): Promise<void> {
  const clear = view.definition.clear_on_close === true;
  const closed = clear ? [...world.team.views.stack(user.id)] : [view];
  if (clear) world.team.views.clear(user.id);
  else world.team.views.closeTop(user.id);
  world.pulse.notify();
  for (const gone of closed.filter((other) => other.definition.notify_on_close === true)) {
    await world.app.ask('interactive', {
      type: 'view_closed',
      ...interactionBase(world, user),
      // Slack doesn't send what was entered when a view is closed.
      view: { ...wireView(world, gone), state: { values: {} } },
      is_cleared: clear,
    });
  }
}

/** Uses a shortcut: on a message (`message_action`) or a global one (`shortcut`). */
export async function runShortcut(
  world: World,
  user: User,
  callbackId: string,
  on: MessageRef | null,
): Promise<ActionResult> {
  const action_ts = world.timestamps.next();
  if (on === null) {
    const reply = await world.app.ask('interactive', {
      type: 'shortcut',
      ...interactionBase(world, user),
      callback_id: callbackId,
      trigger_id: newTrigger(world, user, null),
      action_ts,
    });
    return reply.ok ? { ok: true } : { ok: false, error: reply.error };
  }
  const { channel, message } = messageAt(world, user, on);
  const origin = { user: user.id, channel: channel.id, threadTs: message.threadTs };
  const reply = await world.app.ask('interactive', {
    type: 'message_action',
    ...interactionBase(world, user),
    callback_id: callbackId,
    trigger_id: newTrigger(world, user, channel),
    action_ts,
    message_ts: message.ts,
    channel: { id: channel.id, name: payloadChannelName(channel) },
    message: wireMessage(world, message),
    response_url: newReplyUrl(world, { ...origin, target: { kind: 'message', ts: message.ts } }),
  });
  return reply.ok ? { ok: true } : { ok: false, error: reply.error };
}
