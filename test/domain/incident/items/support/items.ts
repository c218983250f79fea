import type { EventOf } from '../../../../../src/domain/incident/events/events.ts';
import type { ActionItem, ItemOwner } from '../../../../../src/domain/incident/items/action-item.ts';
import type { ItemLine } from '../../../../../src/domain/incident/items/read-item.ts';
import { daySchema } from '../../../../../src/domain/text/days.ts';
import { plainText } from '../../../../../src/domain/text/text.ts';
import { alice, bob, byAlice, start } from '../../../support/fixtures.ts';

/** A day of the calendar. */
export const day = (text: string) => daySchema.parse(text);

/** An action item as somebody writes it. */
export const line = (what: string, owner: string | null = null, due: string | null = null): ItemLine => ({
  what: plainText(what),
  owner: owner === null ? null : plainText(owner),
  due: due === null ? null : plainText(due),
});

export const bobOwns: ItemOwner = { kind: 'person', user: bob };
export const aliceOwns: ItemOwner = { kind: 'person', user: alice };

/** An action item that waits; what a test is about is passed in. */
export const actionItem = (over: Partial<ActionItem> = {}): ActionItem => ({
  id: 1,
  text: plainText('Alert on 5xx'),
  owner: bobOwns,
  due: { kind: 'day', day: day('2026-12-01') },
  about: null,
  by: byAlice,
  link: null,
  state: { kind: 'open' },
  addedAt: start,
  since: start,
  unheld: false,
  ...over,
});

/** Action items as an incident has them. */
export const itemsOf = (...items: readonly Partial<ActionItem>[]): ReadonlyMap<number, ActionItem> =>
  new Map(items.map((item, i) => [i + 1, actionItem({ id: i + 1, ...item })]));

/** The event that adds one. */
export const itemAdded = (
  over: Partial<Omit<EventOf<'action_item_added'>, 'type'>> = {},
): EventOf<'action_item_added'> => ({
  type: 'action_item_added',
  item: 1,
  text: plainText('Alert on 5xx'),
  owner: bobOwns,
  due: { kind: 'day', day: day('2026-12-01') },
  ...over,
});
