import type { DisplayName, UserId } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import {
  type ActionItem,
  type ItemDue,
  type ItemOwner,
  openItems,
} from '../../incident/items/action-item.ts';
import {
  type ItemLine,
  noDueDate,
  noOwner,
  readItemLines,
  writtenLine,
} from '../../incident/items/read-item.ts';
import { lengthOf, plainText } from '../../text/text.ts';

/** Who owns an action item, as plain text. */
export function ownerText(owner: ItemOwner | null, name: DisplayName): string {
  switch (owner?.kind) {
    case undefined:
      return noOwner;
    case 'person':
      return name(owner.user);
    case 'group':
      return `@${owner.name ?? owner.group}`;
    case 'words':
      return owner.text;
  }
}

/** When an action item is due: the day, or the words that are none. */
export const dueWords = (due: ItemDue): string => (due.kind === 'day' ? due.day : due.text);

/** When an action item is due, as somebody said; a date that only stands by default was said by nobody. */
export function dueText(due: ItemDue | null): string {
  return due === null || (due.kind === 'day' && due.byDefault) ? noDueDate : dueWords(due);
}

/** The line of the Close form that says what an action item says. */
function lineOf({ text, owner, due }: ActionItem, name: DisplayName): ItemLine {
  const dueAt = dueText(due);
  return {
    what: text,
    owner: owner === null ? null : plainText(ownerText(owner, name)),
    due: dueAt === noDueDate ? null : plainText(dueAt),
  };
}

/**
 * The open action items as lines of the Close form, as many as fit into so many characters; without those that would be
 * read as something else.
 */
export function closingLines(
  incident: Pick<Incident, 'items'>,
  name: DisplayName,
  max: number,
): { item: number; line: string }[] {
  const lines: { item: number; line: string }[] = [];
  let length = 0;
  for (const item of openItems(incident)) {
    const line = writtenLine(lineOf(item, name));
    if (length + lengthOf(line) + 1 > max) break;
    if (readItemLines(plainText(line)).length !== 1) continue;
    length += lengthOf(line) + 1;
    lines.push({ item: item.id, line });
  }
  return lines;
}

/** Everybody whom the action items of an incident name: who owns them, and who added them. */
export const peopleOfItems = ({ items }: Pick<Incident, 'items'>): UserId[] =>
  [...items.values()].flatMap(({ owner, by }) => [
    ...(owner?.kind === 'person' ? [owner.user] : []),
    ...(by.kind === 'person' ? [by.user] : []),
  ]);
