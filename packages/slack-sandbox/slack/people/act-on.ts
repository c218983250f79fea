import { copy, type JsonObject, present } from '../json.ts';
import type { User } from '../model.ts';
import { type Element, elementsOf, holdingOf, untouched } from '../views/elements.ts';
import type { ReplyTarget } from '../views/reply-urls.ts';
import type { Values } from '../views/views.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { blocksOf, type Container, containerFields } from './container.ts';
import { type Entry, enter, optionFor } from './forms/form-values.ts';
import { withOffered } from './offered.ts';
import { interactionBase, newReplyUrl, newTrigger } from './payloads.ts';
import type { MessageRef } from './snapshots.ts';

/** The result of a click: the app acknowledged it, or the person sees Slack's warning. */
export type ActionResult = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** Clicks a button or enters a value, and tells the app (`block_actions`). */
export async function actOn(
  state: WorkspaceState,
  user: User,
  container: Container,
  target: Element,
  entry: Entry,
): Promise<ActionResult> {
  const values = valuesOf(state, user, container);
  const outcome = outcomeOf(state, user, withOffered(state, user, container, target, values), entry);
  if (holdingOf(target.type) !== null) {
    values[target.blockId] = { ...values[target.blockId], [target.actionId]: outcome };
  }
  state.pulse.notify();
  const action = present({
    type: target.type,
    action_id: target.actionId,
    block_id: target.blockId,
    text: target.element.text,
    value: target.element.value,
    style: target.element.style,
    ...outcome,
    action_ts: state.timestamps.next(),
  });
  const reply = await state.app.ask('interactive', {
    type: 'block_actions',
    ...interactionBase(state, user),
    ...place(state, user, container, values),
    actions: [action],
  });
  return reply.ok ? { ok: true } : { ok: false, error: reply.error };
}

function outcomeOf(state: WorkspaceState, user: User, target: Element, entry: Entry): JsonObject {
  switch (target.type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return {};
    case 'overflow':
      return { type: 'overflow', selected_option: optionFor(target.element, entry) };
    default:
      return enter(state.team, user, target.element, entry);
  }
}

/* A view keeps what was entered; a message keeps it for each person who sees it. */
function valuesOf(state: WorkspaceState, user: User, container: Container): Values {
  if (container.kind === 'view') return container.view.values;
  const ts = container.kind === 'message' ? container.message.ts : container.ephemeral.ts;
  const ref = { channel: container.channel.id, ts };
  const before = enteredIn(state, user.id, ref);
  const values: Values = {};
  for (const { element, blockId, actionId } of elementsOf(blocksOf(container))) {
    const value = before[blockId]?.[actionId] ?? untouched(element);
    if (value !== null) values[blockId] = { ...values[blockId], [actionId]: value };
  }
  const { entered } = state.team;
  entered.set(enteredKey(user.id, ref), values);
  const oldest = entered.keys().next();
  if (entered.size > state.settings.keep && !oldest.done) entered.delete(oldest.value);
  return values;
}

/** What this person chose in a message or ephemeral, as `state.values`; empty until they act in it. */
export function enteredIn(state: WorkspaceState, user: string, ref: MessageRef): Values {
  return state.team.entered.get(enteredKey(user, ref)) ?? {};
}

const enteredKey = (user: string, { channel, ts }: MessageRef): string => `${user} ${channel} ${ts}`;

function place(state: WorkspaceState, user: User, container: Container, values: Values): JsonObject {
  const fields = containerFields(state, container);
  if (container.kind === 'view') return { trigger_id: newTrigger(state, user, null), ...fields };
  const { channel } = container;
  const message = container.kind === 'ephemeral' ? container.ephemeral : container.message;
  const target: ReplyTarget = { kind: container.kind, ts: message.ts };
  return {
    trigger_id: newTrigger(state, user, channel),
    ...fields,
    state: { values: copy(values) },
    response_url: newReplyUrl(state, {
      user: user.id,
      channel: channel.id,
      threadTs: message.threadTs,
      target,
    }),
  };
}
