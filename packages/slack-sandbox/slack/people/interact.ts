import { Refused } from '../errors.ts';
import type { User } from '../model.ts';
import { wireMessage } from '../serializers/message.ts';
import { type Element, elementsOf } from '../views/elements.ts';
import { wireView } from '../views/make.ts';
import type { View } from '../views/views.ts';
import type { WorkspaceState } from '../workspace-state.ts';
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
  state: WorkspaceState,
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
  if (field.block.dispatch_action === true) await actOn(state, user, { kind: 'view', view }, field, entry);
  else setValue(state, user, view, field, entry);
}

/** Enters a value into an element of a view, without telling the app. Throws a sentence for a choice not offered. */
export function setValue(state: WorkspaceState, user: User, view: View, field: Element, entry: Entry): void {
  const { element } = withOffered(state, user, { kind: 'view', view }, field, view.values);
  const value = enter(state.team, user, element, entry);
  view.values[field.blockId] = { ...view.values[field.blockId], [field.actionId]: value };
  state.pulse.notify();
}

/** Closes a view without submitting, or for `clear_on_close`, all of them. */
export async function closeView(state: WorkspaceState, user: User, view: View): Promise<void> {
  const clear = view.definition.clear_on_close === true;
  const closed = clear ? [...state.team.views.stack(user.id)] : [view];
  if (clear) state.team.views.clear(user.id);
  else state.team.views.closeTop(user.id);
  state.pulse.notify();
  for (const gone of closed.filter((other) => other.definition.notify_on_close === true)) {
    await state.app.ask('interactive', {
      type: 'view_closed',
      ...interactionBase(state, user),
      // Slack doesn't send what was entered when a view is closed.
      view: { ...wireView(state, gone), state: { values: {} } },
      is_cleared: clear,
    });
  }
}

/** Uses a shortcut: on a message (`message_action`) or a global one (`shortcut`). */
export async function runShortcut(
  state: WorkspaceState,
  user: User,
  callbackId: string,
  on: MessageRef | null,
): Promise<ActionResult> {
  const action_ts = state.timestamps.next();
  if (on === null) {
    const reply = await state.app.ask('interactive', {
      type: 'shortcut',
      ...interactionBase(state, user),
      callback_id: callbackId,
      trigger_id: newTrigger(state, user, null),
      action_ts,
    });
    return reply.ok ? { ok: true } : { ok: false, error: reply.error };
  }
  const { channel, message } = messageAt(state, user, on);
  const origin = { user: user.id, channel: channel.id, threadTs: message.threadTs };
  const reply = await state.app.ask('interactive', {
    type: 'message_action',
    ...interactionBase(state, user),
    callback_id: callbackId,
    trigger_id: newTrigger(state, user, channel),
    action_ts,
    message_ts: message.ts,
    channel: { id: channel.id, name: payloadChannelName(channel) },
    message: wireMessage(state, message),
    response_url: newReplyUrl(state, { ...origin, target: { kind: 'message', ts: message.ts } }),
  });
  return reply.ok ? { ok: true } : { ok: false, error: reply.error };
}
