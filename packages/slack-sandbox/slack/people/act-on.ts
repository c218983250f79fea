import { Refused } from '../errors.ts';
import { copy, type JsonObject, present } from '../json.ts';
import type { Channel, Ephemeral, Message, User } from '../model.ts';
import { wireMessage } from '../serializers/message.ts';
import { type Element, elementsOf, holdingOf, untouched } from '../views/elements.ts';
import { wireView } from '../views/make.ts';
import type { ReplyTarget } from '../views/reply-urls.ts';
import type { Values, View } from '../views/views.ts';
import type { World } from '../world.ts';
import { type Entry, enter, optionFor, plainText } from './forms/form-values.ts';
import { withOffered } from './offered.ts';
import { interactionBase, newReplyUrl, newTrigger, payloadChannelName } from './payloads.ts';
import type { MessageRef } from './snapshots.ts';

/** The result of a click: the app acknowledged it, or the person sees Slack's warning. */
export type ActionResult = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** Where the element acted on is. */
export type Surface =
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message }
  | { readonly kind: 'ephemeral'; readonly channel: Channel; readonly ephemeral: Ephemeral }
  | { readonly kind: 'view'; readonly view: View };

/** The blocks people see there. */
export function blocksOf(surface: Surface): readonly JsonObject[] {
  switch (surface.kind) {
    case 'message':
      return surface.message.blocks;
    case 'ephemeral':
      return surface.ephemeral.blocks;
    case 'view':
      return surface.view.blocks;
  }
}

/** Clicks a button or enters a value, and tells the app (`block_actions`). */
export async function actOn(
  world: World,
  user: User,
  surface: Surface,
  target: Element,
  entry: Entry,
): Promise<ActionResult> {
  const values = valuesOf(world, user, surface);
  const outcome = outcomeOf(world, user, withOffered(world, user, surface, target, values), entry);
  if (holdingOf(target.type) !== null) {
    values[target.blockId] = { ...values[target.blockId], [target.actionId]: outcome };
  }
  world.pulse.notify();
  const action = present({
    type: target.type,
    action_id: target.actionId,
    block_id: target.blockId,
    text: target.element.text,
    value: target.element.value,
    style: target.element.style,
    ...outcome,
    action_ts: world.timestamps.next(),
  });
  const reply = await world.app.ask('interactive', {
    type: 'block_actions',
    ...interactionBase(world, user),
    ...place(world, user, surface, values),
    actions: [action],
  });
  return reply.ok ? { ok: true } : { ok: false, error: reply.error };
}

/** The element a person means: by action ID, by its label or button text, or by its placeholder. */
export function findElement(
  surface: Surface,
  name: string,
  which: { readonly value?: string; readonly occurrence?: number } = {},
): Element {
  const elements = elementsOf(blocksOf(surface));
  const named = elements.filter(
    ({ element, actionId, block }) =>
      [plainText(element.text), plainText(block.label), plainText(element.placeholder), actionId].includes(
        name,
      ) &&
      (which.value === undefined || element.value === which.value),
  );
  const found = named[(which.occurrence ?? 1) - 1];
  if (found === undefined) {
    const names = elements.map(({ element, actionId }) => plainText(element.text) || actionId).join(', ');
    throw new Refused(`There is nothing called "${name}" to act on; there is: ${names || 'nothing'}.`);
  }
  if (named.length > 1 && which.occurrence === undefined) {
    throw new Refused(`${named.length} elements are called "${name}"; say which by value or occurrence.`);
  }
  return found;
}

function outcomeOf(world: World, user: User, target: Element, entry: Entry): JsonObject {
  switch (target.type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return {};
    case 'overflow':
      return { type: 'overflow', selected_option: optionFor(target.element, entry) };
    default:
      return enter(world.team, user, target.element, entry);
  }
}

/* A view keeps what was entered; a message keeps it for each person who sees it. */
function valuesOf(world: World, user: User, surface: Surface): Values {
  if (surface.kind === 'view') return surface.view.values;
  const ts = surface.kind === 'message' ? surface.message.ts : surface.ephemeral.ts;
  const ref = { channel: surface.channel.id, ts };
  const before = enteredIn(world, user.id, ref);
  const values: Values = {};
  for (const { element, blockId, actionId } of elementsOf(blocksOf(surface))) {
    const value = before[blockId]?.[actionId] ?? untouched(element);
    if (value !== null) values[blockId] = { ...values[blockId], [actionId]: value };
  }
  const { entered } = world.team;
  entered.set(enteredKey(user.id, ref), values);
  const oldest = entered.keys().next();
  if (entered.size > world.settings.keep && !oldest.done) entered.delete(oldest.value);
  return values;
}

/** What this person chose in a message or ephemeral, as `state.values`; empty until they act in it. */
export function enteredIn(world: World, user: string, ref: MessageRef): Values {
  return world.team.entered.get(enteredKey(user, ref)) ?? {};
}

const enteredKey = (user: string, { channel, ts }: MessageRef): string => `${user} ${channel} ${ts}`;

function place(world: World, user: User, surface: Surface, values: Values): JsonObject {
  const container = containerOf(world, surface);
  if (surface.kind === 'view') return { trigger_id: newTrigger(world, user, null), ...container };
  const { channel } = surface;
  const message = surface.kind === 'ephemeral' ? surface.ephemeral : surface.message;
  const target: ReplyTarget = { kind: surface.kind, ts: message.ts };
  return {
    trigger_id: newTrigger(world, user, channel),
    ...container,
    state: { values: copy(values) },
    response_url: newReplyUrl(world, {
      user: user.id,
      channel: channel.id,
      threadTs: message.threadTs,
      target,
    }),
  };
}

/** Where the element is, as payloads say it. */
export function containerOf(world: World, surface: Surface): JsonObject {
  if (surface.kind === 'view') {
    const { view } = surface;
    return { container: { type: 'view', view_id: view.id }, view: wireView(world, view) };
  }
  const { channel } = surface;
  const ephemeral = surface.kind === 'ephemeral';
  const message = ephemeral ? surface.ephemeral : surface.message;
  return present({
    container: present({
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      thread_ts: message.threadTs ?? undefined,
    }),
    channel: { id: channel.id, name: payloadChannelName(channel) },
    // Slack sends no message for an ephemeral one.
    message: surface.kind === 'message' ? wireMessage(world, surface.message) : undefined,
  });
}
