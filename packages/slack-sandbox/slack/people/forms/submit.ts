import { z } from 'zod';
import { checkView } from '../../blockkit/check.ts';
import { SlackError } from '../../errors.ts';
import { type Json, type JsonObject, jsonObject } from '../../json.ts';
import type { User } from '../../model.ts';
import { elementsOf } from '../../views/elements.ts';
import { makeView, replaceView, wireView } from '../../views/make.ts';
import type { View } from '../../views/views.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { interactionBase, newReplyUrl, newTrigger } from '../payloads.ts';
import { byLabel, refusals } from './modal.ts';

/**
 * What a person sees after submitting: the modal closed (perhaps showing the one below), its fields show errors (by
 * label), it changed, another one is above it, or Slack's own error (`detail` says why).
 */
export type SubmitResult =
  | { readonly closed: true }
  | { readonly errors: Record<string, string> }
  | { readonly updated: true }
  | { readonly pushed: true }
  | { readonly error: string; readonly detail?: string };

/** Submits a view: Slack's client checks it first, then the app responds. */
export async function submitView(state: WorkspaceState, user: User, view: View): Promise<SubmitResult> {
  const refused = refusals(view);
  view.errors = refused;
  state.pulse.notify();
  if (Object.keys(refused).length > 0) return { errors: byLabel(view, refused) };
  const reply = await state.app.ask('interactive', {
    type: 'view_submission',
    ...interactionBase(state, user),
    trigger_id: newTrigger(state, user, null),
    view: wireView(state, view),
    response_urls: responseUrls(state, view),
  });
  if (!reply.ok) return { error: reply.error };
  try {
    return obey(state, view, reply.body);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return failedSubmit(`${error.code} ${JSON.stringify(error.extra)}`);
  }
}

const directive = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: jsonObject }),
  z.object({ response_action: z.literal('push'), view: jsonObject }),
  z.object({ response_action: z.literal('clear') }),
]);

function obey(state: WorkspaceState, view: View, body: Json): SubmitResult {
  const { views } = state.team;
  if (body === null || body === '' || isEmptyObject(body)) {
    if (views.top(view.user) === view) views.closeTop(view.user);
    state.pulse.notify();
    return { closed: true };
  }
  const read = directive.safeParse(body);
  if (!read.success) return failedSubmit('The answer is no response_action.');
  switch (read.data.response_action) {
    case 'errors':
      return showErrors(state, view, read.data.errors);
    case 'clear':
      views.clear(view.user);
      state.pulse.notify();
      return { closed: true };
    case 'update':
      return checked(read.data.view, (definition) => {
        replaceView(state, view, definition);
        return { updated: true };
      });
    case 'push':
      return checked(read.data.view, (definition) => {
        const place = { kind: 'modal' as const, user: view.user, channel: view.channel, above: view };
        views.push(makeView(state, definition, place));
        state.pulse.notify();
        return { pushed: true };
      });
  }
}

/* Slack accepts errors only for input blocks, by their block_id; for any other key, the person sees an error. */
function showErrors(state: WorkspaceState, view: View, errors: Record<string, string>): SubmitResult {
  const inputs = new Set(
    view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id ?? ''),
  );
  const unknown = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  if (unknown.length > 0) return failedSubmit(`No input block has the id ${unknown.join(', ')}.`);
  if (Object.keys(errors).length === 0) return failedSubmit('The errors are empty.');
  view.errors = errors;
  state.pulse.notify();
  return { errors: byLabel(view, errors) };
}

function checked(definition: JsonObject, then: (definition: JsonObject) => SubmitResult): SubmitResult {
  const problem = checkView(definition);
  return problem === null ? then(definition) : failedSubmit([problem.error, ...problem.messages].join(' '));
}

function failedSubmit(detail: string): SubmitResult {
  return { error: 'We had some trouble connecting. Try again?', detail };
}

function isEmptyObject(body: Json): boolean {
  return typeof body === 'object' && body !== null && Object.keys(body).length === 0;
}

function responseUrls(state: WorkspaceState, view: View): JsonObject[] {
  return elementsOf(view.blocks).flatMap(({ element, blockId, actionId }) => {
    if (element.response_url_enabled !== true) return [];
    const value = view.values[blockId]?.[actionId];
    const channel = value?.selected_conversation ?? value?.selected_channel;
    if (typeof channel !== 'string') return [];
    const origin = { user: view.user, channel, threadTs: null, target: { kind: 'command' as const } };
    const response_url = newReplyUrl(state, origin);
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
  });
}
