import type { Earlier } from '../../incident/commands.ts';
import type { WrittenItems } from '../../incident/ending/review.ts';
import type { ItemEvent } from '../../incident/events/events.ts';
import type { Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { type ActionItem, closingItemsMax, type ItemWords } from '../../incident/items/action-item.ts';
import { type ItemLine, itemLineSchema, itemOf, whatOf } from '../../incident/items/read-item.ts';
import { type Refusal, refuse } from '../../incident/refusal.ts';
import { isSame } from '../corrections/says-anew.ts';
import type { ResponsePolicy } from '../response-policy.ts';
import { addedEvent, dueInPast, editedEvent, nextItem, tooManyItems, writtenOn } from './decide-item.ts';

type Shown = { readonly item: ActionItem; readonly line: ItemLine };

/**
 * What the lines of the Close form do: a line that the form did not show adds an action item, one that it showed otherwise
 * changes it, and one that is gone drops it. What others have added or changed meanwhile stays, and nothing is added
 * twice: also not where the form comes again with other words (`earlier`).
 */
export function closingItems(
  incident: Incident,
  written: WrittenItems,
  { at, earlier = null }: { at: Millis; earlier?: Earlier | null },
  policy: ResponsePolicy,
): ItemEvent[] | Refusal {
  const { actionItems: lines, shown = [] } = written;
  if (lines.length > closingItemsMax)
    return refuse(`Too many action items: ${lines.length}, limit ${closingItemsMax}.`, 'action_items');
  const known = knownTo(incident, shown, earlier);
  const pairs = paired(known, lines);
  const today = writtenOn(written, at, policy);
  const wordsOf = (line: ItemLine): ItemWords => itemOf(line, { today, severity: incident.severity });
  const changed = [...pairs].flatMap(([{ item, line: was }, line]): ItemEvent[] => {
    const event = editedEvent(item, differing(was, line, wordsOf(line)));
    // The form dropped it, and has its line again.
    const back = earlier !== null && item.state.kind === 'dropped';
    return [
      ...(back ? [{ type: 'action_item_reopened', item: item.id, atClose: true } as const] : []),
      ...(event ? [{ ...event, atClose: true } as const] : []),
    ];
  });
  const dropped = known.flatMap(({ item }): ItemEvent[] =>
    item.state.kind === 'open' && ![...pairs.keys()].some((one) => one.item === item)
      ? [{ type: 'action_item_dropped', item: item.id, why: null, atClose: true }]
      : [],
  );
  const taken = new Set(pairs.values());
  const fresh = lines.filter((line) => !taken.has(line) && !isThere(incident, known, wordsOf(line)));
  const next = nextItem(incident);
  const added = fresh.map(
    (line, i): ItemEvent => ({ ...addedEvent(next + i, wordsOf(line), null), atClose: true }),
  );
  const [past] = [...changed, ...added].flatMap(
    (event) => ('due' in event && dueInPast(event.due, today, 'action_items')) || [],
  );
  return past ?? tooManyItems(incident, added.length, 'action_items') ?? [...changed, ...dropped, ...added];
}

const shownItems = ({ items }: Incident, shown: WrittenItems['shown'] = []): Shown[] =>
  shown.flatMap(({ item: id, line }) => {
    const item = items.get(id);
    return item ? [{ item, line }] : [];
  });

/** The action items that the form knows: as it was opened, or as it said when it was taken before, with what it added then. */
function knownTo(incident: Incident, shown: WrittenItems['shown'], earlier: Earlier | null): Shown[] {
  const opened = shownItems(incident, shown);
  const lines = itemLineSchema.array().safeParse(earlier?.submitted?.actionItems).data ?? [];
  const before = paired(opened, lines);
  const own = new Set(opened.map(({ item }) => item));
  const left = [...incident.items.values()]
    .filter((item) => !own.has(item) && item.about === null)
    .toSorted((a, b) => Number(b.state.kind === 'dropped') - Number(a.state.kind === 'dropped'));
  const linesBefore = new Set(before.values());
  const added = lines.flatMap((line) => {
    const at = linesBefore.has(line) ? -1 : left.findLastIndex(({ text }) => text === whatOf(line));
    const [item] = at < 0 ? [] : left.splice(at, 1);
    return item ? [{ item, line }] : [];
  });
  return [...opened.map((one) => ({ ...one, line: before.get(one) ?? one.line })), ...added];
}

/**
 * Which line is which action item's: the same line, then one of the same words, then the one in the same place. An item
 * without a line is gone from the form.
 */
function paired(known: readonly Shown[], lines: readonly ItemLine[]): Map<Shown, ItemLine> {
  const pairs = new Map<Shown, ItemLine>();
  const pair = (fits: (one: Shown, line: ItemLine, place: number) => boolean): void => {
    for (const [place, line] of lines.entries()) {
      const taken = new Set(pairs.values());
      const one = taken.has(line)
        ? undefined
        : known.find((item) => !pairs.has(item) && fits(item, line, place));
      if (one) pairs.set(one, line);
    }
  };
  pair((one, line) => isSame(one.line, line));
  pair((one, line) => one.line.what === line.what);
  pair((one, _, place) => known.indexOf(one) === place);
  return pairs;
}

/** What a line says otherwise than the form showed it. */
const differing = (was: ItemLine, line: ItemLine, words: ItemWords): Partial<ItemWords> => ({
  ...(was.what !== line.what && { text: words.text }),
  ...(was.owner !== line.owner && { owner: words.owner }),
  ...(was.due !== line.due && { due: words.due }),
});

/** Somebody has added the very same meanwhile. */
const isThere = ({ items }: Incident, known: readonly Shown[], { text, owner }: ItemWords): boolean =>
  [...items.values()].some(
    (item) =>
      item.state.kind === 'open' &&
      item.text === text &&
      isSame(item.owner, owner) &&
      !known.some((one) => one.item === item),
  );
