import type { ReviewFields } from '../incident/ending/review.ts';
import type { ItemEvent } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { ActionItem } from '../incident/items/action-item.ts';
import { itemOf } from '../incident/items/read-item.ts';
import type { Actor } from '../incident/people/actor.ts';
import { dayIn } from '../text/days.ts';

type Happened = { readonly seq: number; readonly at: Millis; readonly by: Actor };

/** What changes with an action item. */
export function itemChanged(before: Incident, happened: Happened & { event: ItemEvent }): Partial<Incident> {
  const { event } = happened;
  const item = itemAfter(before.items.get(event.item) ?? null, happened);
  return {
    ...(item && { items: new Map(before.items).set(item.id, item) }),
  };
}

function itemAfter(
  before: ActionItem | null,
  { at, by, event }: Happened & { event: ItemEvent },
): ActionItem | null {
  if (event.type === 'action_item_added') {
    const { item: id, text, owner, due, link = null, about = null } = event;
    return {
      id,
      text,
      owner,
      due,
      about,
      by,
      link,
      state: { kind: 'open' },
      addedAt: at,
      since: at,
      unheld: false,
    };
  }
  if (!before) return null;
  switch (event.type) {
    case 'action_item_edited': {
      const { text = before.text, owner = before.owner, due = before.due } = event;
      return { ...before, text, owner, due, since: at, unheld: false };
    }
    case 'action_item_done':
      return { ...before, state: { kind: 'done', by, at } };
    case 'action_item_reopened':
      return { ...before, due: event.due ?? before.due, state: { kind: 'open' }, since: at };
    case 'action_item_dropped':
      return { ...before, state: { kind: 'dropped', by, at, why: event.why } };
  }
}

/**
 * The action items after a close or its correction. Those that an earlier version kept as lines of text take the place of
 * the lines before them; they are listed, and nobody is reminded of them.
 */
export function itemsAtClose(
  { items, severity }: Incident,
  { at, by }: Pick<Happened, 'at' | 'by'>,
  { actionItems, itemsApart }: Pick<ReviewFields, 'actionItems' | 'itemsApart'>,
): Incident['items'] {
  if (itemsApart) return items;
  const held = [...items.values()].filter(({ unheld }) => !unheld);
  if (actionItems.length === 0 && held.length === items.size) return items;
  const last = Math.max(0, ...held.map(({ id }) => id));
  const lines = actionItems.map((line, i): ActionItem => {
    const { text, owner, due } = itemOf(line, { today: dayIn(at, 'UTC'), severity });
    return {
      id: last + i + 1,
      text,
      owner,
      due: line.due === null ? null : due,
      about: null,
      by,
      link: null,
      state: { kind: 'open' },
      addedAt: at,
      since: at,
      unheld: true,
    };
  });
  return new Map([...held, ...lines].map((item) => [item.id, item]));
}
