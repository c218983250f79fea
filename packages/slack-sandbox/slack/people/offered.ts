import type { JsonObject } from '../json.ts';
import type { User } from '../model.ts';
import { type Element, holdingOf, readBlocks, readObject } from '../views/elements.ts';
import type { Values } from '../views/views.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import type { Container } from './container.ts';

/** Whether the app is asked for the options of this element. */
export const isExternal = ({ type }: JsonObject): boolean => String(type).endsWith('external_select');

/** The element with what the app offered this person in it, and what they chose before: nothing else can be chosen. */
export function withOffered(
  state: WorkspaceState,
  user: User,
  container: Container,
  target: Element,
  values: Values,
): Element {
  if (!isExternal(target.element)) return target;
  const offered = state.team.offered.get(offeredKey(user, container, target)) ?? [];
  const before = [
    ...chosenIn(values[target.blockId]?.[target.actionId], target),
    ...initialIn(target.element),
  ];
  return { ...target, element: { ...target.element, options: [...offered, ...before] } };
}

/** Keeps what the app offered; in a workspace with a limit, drops the oldest. */
export function keepOffered(
  state: WorkspaceState,
  user: User,
  container: Container,
  target: Element,
  options: JsonObject[],
): void {
  const { offered } = state.team;
  offered.set(offeredKey(user, container, target), options);
  const oldest = offered.keys().next();
  if (offered.size > state.settings.keep && !oldest.done) offered.delete(oldest.value);
}

function chosenIn(value: JsonObject | undefined, { type }: Element): JsonObject[] {
  const holding = holdingOf(type);
  return holding === null || value === undefined ? [] : objectsOf(value[holding.field]);
}

const initialIn = (element: JsonObject): JsonObject[] => [
  ...objectsOf(element.initial_option),
  ...objectsOf(element.initial_options),
];

function objectsOf(held: JsonObject[string] | undefined): JsonObject[] {
  if (Array.isArray(held)) return readBlocks(held);
  const one = readObject(held);
  return one === null ? [] : [one];
}

function offeredKey(user: User, container: Container, { blockId, actionId }: Element): string {
  const message =
    container.kind === 'message'
      ? container.message
      : container.kind === 'ephemeral'
        ? container.ephemeral
        : null;
  const place = container.kind === 'view' ? [container.view.id] : [container.channel.id, message?.ts ?? ''];
  return JSON.stringify([user.id, ...place, blockId, actionId]);
}
