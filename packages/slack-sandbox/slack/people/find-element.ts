import { Refused } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { User } from '../model.ts';
import { type Element, elementsOf } from '../views/elements.ts';
import type { View } from '../views/views.ts';
import type { World } from '../world.ts';
import { blocksOf, type Surface } from './act-on.ts';
import { type Entry, optionsOf } from './forms/form-values.ts';
import { isExternal } from './offered.ts';

/** An element by its ids, as a pointer finds it; people in tests go by labels instead. */
export type Pointed = { readonly blockId: string; readonly actionId: string };

/** What a browser sends for an entry: an option's value, ids, a date, a time, Unix seconds, several, or nothing. */
export type RawEntry = string | number | readonly string[] | null;

/**
 * The element of these ids, or a button that is the only one of its action: an edit gives new ids to the blocks that
 * the app did not name, and what is on a person's screen is as old as a glance. Throws a sentence when it is not there
 * any more.
 */
export function elementAt(surface: Surface, { blockId, actionId }: Pointed): Element {
  const alike = elementsOf(blocksOf(surface)).filter((other) => other.actionId === actionId);
  const only = alike.length === 1 ? alike.find(({ element }) => element.type === 'button') : undefined;
  const found = alike.find((other) => other.blockId === blockId) ?? only;
  if (found === undefined) throw new Refused('That is not there any more; it has changed meanwhile.');
  return found;
}

/** The person's topmost modal, if it is this one. Throws a sentence when it is closed or covered. */
export function topModal(world: World, user: User, viewId: string): View {
  const view = world.team.views.top(user.id);
  if (view?.id !== viewId) throw new Refused('That dialog is closed, or another one is above it.');
  return view;
}

/** The entry as the element takes it: options go by their values. */
export function entryFor(element: JsonObject, raw: RawEntry): Entry {
  const hasOptions = isExternal(element) || optionsOf(element).length > 0;
  if (!hasOptions || raw === null) return raw;
  return typeof raw === 'object' ? raw.map((value) => ({ value })) : { value: String(raw) };
}
