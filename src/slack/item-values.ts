import { type IncidentId, incidentIdSchema } from '../domain/incident/ids.ts';

/**
 * A list of action items: of the channel's incident, elsewhere of all (`here`), of all, those of whoever reads it, or of one
 * incident.
 */
export type TodosList = 'here' | 'all' | 'mine' | IncidentId;

/** Where an action item is shown: in a list, or in a reminder. */
export type ItemPlace = TodosList | 'reminder';

/** The action item that a button is about, and the page that it's on. */
export type ItemChoice = {
  readonly incident: IncidentId;
  readonly item: number;
  readonly place: ItemPlace;
  readonly from: number;
};

/** Reads the place that a button names. */
function placeIn(word: string): ItemPlace | null {
  if (word === 'here' || word === 'all' || word === 'mine' || word === 'reminder') return word;
  return incidentIdSchema.safeParse(Number(word)).data ?? null;
}

/** The value of an action item's button. */
export const itemValue = ({ incident, item, place, from }: ItemChoice): string =>
  `${incident}:${item}:${place}:${from}`;

/** Reads that value; null if it isn't one. */
export function readItemValue(value: string): ItemChoice | null {
  const [id, item, word = '', from] = value.split(':');
  const incident = incidentIdSchema.safeParse(Number(id));
  const place = placeIn(word);
  if (!incident.success || place === null) return null;
  return { incident: incident.data, item: Number(item), place, from: Number(from) || 0 };
}

/** The value of a button that turns to a page. */
export const todosValue = (place: TodosList, from: number): string => `${place}:${Math.max(0, from)}`;

/** Reads that value: which list, and the first entry of the page. */
export function readTodosValue(value: string): { readonly place: TodosList; readonly from: number } {
  const [word = '', from] = value.split(':');
  const place = placeIn(word);
  return { place: place === null || place === 'reminder' ? 'here' : place, from: Number(from) || 0 };
}

/** How many action items stand on a page. */
export const todosOnPage = 8;

/** A page of a list of action items: what's on it, the place of its first in the list, and how long the list is. */
export type TodosPage<Listed> = {
  readonly items: readonly Listed[];
  readonly from: number;
  readonly count: number;
};

/** Cuts the page that begins at `from` out of a list, or its last if the list has become shorter. */
export function pageOf<Listed>(list: readonly Listed[], from: number): TodosPage<Listed> {
  const start = Math.max(0, Math.min(from, list.length - 1));
  return { items: list.slice(start, start + todosOnPage), from: start, count: list.length };
}
