import { optionGroup, plainOption } from '../../blockkit/objects.ts';
import { list, object } from '../../blockkit/shapes.ts';
import { Refused } from '../../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { User } from '../../model.ts';
import { type Element, readObject } from '../../views/elements.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { type Container, containerFields } from '../container.ts';
import { isExternal, keepOffered } from '../offered.ts';
import { interactionBase } from '../payloads.ts';
import { optionsOf } from './form-values.ts';

/** What a person sees below an external select after typing: the app's options or groups of them, or a failure. */
export type Suggested =
  | { readonly ok: true; readonly answer: JsonObject }
  | { readonly ok: false; readonly error: string; readonly detail?: string };

/** Slack: an external select asks the app once three characters are typed, unless `min_query_length` says otherwise. */
const usualLength = 3;

/** Slack: at most 100 options, or 100 groups. An empty list means nothing found. */
const answers = [
  object({ options: list(plainOption, { max: 100 }) }),
  object({ option_groups: list(optionGroup, { max: 100 }) }),
];

/**
 * Asks the app what an external select offers for what was typed (`block_suggestion`), and keeps it: only what was
 * offered can be chosen. Throws a sentence if too little was typed, or if the element isn't external.
 */
export async function askForOptions(
  state: WorkspaceState,
  user: User,
  container: Container,
  target: Element,
  typed: string,
): Promise<Suggested> {
  if (!isExternal(target.element))
    throw new Refused(`A ${target.type} does not ask the app for its options.`);
  const { min_query_length: least = usualLength } = target.element;
  if ([...typed].length < Number(least)) throw new Refused(`Type at least ${String(least)} characters.`);
  const reply = await state.app.ask('interactive', {
    type: 'block_suggestion',
    ...interactionBase(state, user),
    ...containerFields(state, container),
    action_id: target.actionId,
    block_id: target.blockId,
    value: typed,
  });
  if (!reply.ok) return reply;
  return read(reply.body, (answer) => keepOffered(state, user, container, target, optionsOf(answer)));
}

function read(body: Json, kept: (answer: JsonObject) => void): Suggested {
  const answer = readObject(body);
  if (answer === null) return { ok: false, error: 'no_options', detail: 'The answer holds no options.' };
  const [first = [], ...others] = answers.map((rule) => rule(answer, ''));
  if (first.length > 0 && others.every((faults) => faults.length > 0)) {
    const [faults = first] = answer.option_groups === undefined ? [first] : others;
    return { ok: false, error: 'invalid_options', detail: faults.join(' ') };
  }
  kept(answer);
  return { ok: true, answer };
}
