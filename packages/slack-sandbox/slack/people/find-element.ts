import { Refused } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { User } from '../model.ts';
import { type Element, elementsOf } from '../views/elements.ts';
import type { View } from '../views/views.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { blocksOf, type Container } from './container.ts';
import { type Entry, optionsOf, plainText } from './forms/form-values.ts';
import { isExternal } from './offered.ts';

/** An element by its IDs, as a browser finds it; people in tests use labels instead. */
export type Pointed = { readonly blockId: string; readonly actionId: string };

/** What a browser sends for an entry: an option's value, IDs, a date, a time, Unix seconds, several, or nothing. */
export type RawEntry = string | number | readonly string[] | null;

/** The element a person means: by action ID, by its label or button text, or by its placeholder. */
export function findElement(
  container: Container,
  name: string,
  which: { readonly value?: string; readonly occurrence?: number } = {},
): Element {
  const elements = elementsOf(blocksOf(container));
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

/**
 * The element with these IDs, or a button that is the only one with its action: an edit gives new IDs to the blocks
 * that the app didn't name, and a person's screen may be slightly out of date. Throws a sentence if it's no longer
 * there.
 */
export function elementAt(container: Container, { blockId, actionId }: Pointed): Element {
  const alike = elementsOf(blocksOf(container)).filter((other) => other.actionId === actionId);
  const only = alike.length === 1 ? alike.find(({ element }) => element.type === 'button') : undefined;
  const found = alike.find((other) => other.blockId === blockId) ?? only;
  if (found === undefined) throw new Refused('That is not there any more; it has changed meanwhile.');
  return found;
}

/** The person's topmost modal, if it's this one. Throws a sentence if it's closed or covered. */
export function topModal(state: WorkspaceState, user: User, viewId: string): View {
  const view = state.team.views.top(user.id);
  if (view?.id !== viewId) throw new Refused('That dialog is closed, or another one is above it.');
  return view;
}

/** The entry as the element takes it: options are identified by their values. */
export function entryFor(element: JsonObject, raw: RawEntry): Entry {
  const hasOptions = isExternal(element) || optionsOf(element).length > 0;
  if (!hasOptions || raw === null) return raw;
  return typeof raw === 'object' ? raw.map((value) => ({ value })) : { value: String(raw) };
}
