import type { IssuedAs, IssuedCommand, ItemCommand, ItemField } from '../../incident/commands.ts';
import type { EventOf } from '../../incident/events/events.ts';
import { incidentName, type Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import {
  type ActionItem,
  type ItemDue,
  type ItemWords,
  isWanted,
  itemsMax,
} from '../../incident/items/action-item.ts';
import { itemLineSchema, itemOf, type WrittenOn, whatOf } from '../../incident/items/read-item.ts';
import { textMax, tooLong } from '../../incident/limits.ts';
import { type Field, notYetWritten, type Refusal, refuse } from '../../incident/refusal.ts';
import { type Day, dayIn } from '../../text/days.ts';
import { isChanged, isSame } from '../corrections/says-anew.ts';
import type { Decision } from '../decision.ts';
import type { ResponsePolicy } from '../response-policy.ts';

/** What becomes of the action items of an incident. Everybody may, whatever its status, which none of it changes. */
export function decideItem(
  incident: Incident,
  issued: IssuedCommand & { command: ItemCommand },
  policy: ResponsePolicy,
): Decision {
  const { command } = issued;
  if (command.type === 'add_item') return add(incident, { ...issued, command }, policy);
  const item = incident.items.get(command.item);
  if (!item) return noSuchItem(incident, command.item);
  const { kind } = item.state;
  switch (command.type) {
    case 'edit_item':
      return edit(incident, item, { ...issued, command }, policy);
    case 'complete_item':
      if (!isWanted(incident, item)) return notYetWritten(incident);
      if (kind === 'dropped') return endedOtherwise(incident, item, 'To mark it as done');
      return kind === 'done' ? [] : [{ type: 'action_item_done', ...named(item) }];
    case 'reopen_item':
      return kind === 'open' ? [] : [{ type: 'action_item_reopened', ...named(item) }];
    case 'drop_item': {
      if (kind === 'done') return endedOtherwise(incident, item, 'To drop it');
      const long = tooLong(command.why, textMax, 'The reason', 'why');
      if (long) return long;
      return kind === 'dropped' ? [] : [{ type: 'action_item_dropped', ...named(item), why: command.why }];
    }
  }
}

/** How events name an action item. */
const named = ({ id, about }: ActionItem) => ({ item: id, ...(about && { about }) });

/** What somebody decided meanwhile isn't overturned by a form or a list that is older. */
const endedOtherwise = ({ id }: Incident, { id: item, state }: ActionItem, wanted: string): Refusal =>
  refuse(
    `${incidentName(id)}: action item ${item} is already ${state.kind}. Nothing was changed. ${wanted}, reopen it first.`,
  );

/** The refusal for an action item that is not there. */
export const noSuchItem = ({ id }: Pick<Incident, 'id'>, item: number): Refusal =>
  refuse(
    `${incidentName(id)} has no action item ${item}. Nothing was changed. To see them all, run \`/intercom-incident todos\`.`,
  );

/** The number of the next action item. */
export const nextItem = ({ items }: Pick<Incident, 'items'>): number => Math.max(0, ...items.keys()) + 1;

/** The form comes again with other words: what it added says them. */
function add(incident: Incident, issued: IssuedAs<'add_item'>, policy: ResponsePolicy): Decision {
  const { command, earlier, at } = issued;
  const before = itemLineSchema.safeParse(earlier?.submitted?.line).data;
  const added = before && [...incident.items.values()].findLast(({ text }) => text === whatOf(before));
  if (added) {
    const again = { type: 'edit_item', item: added.id, line: command.line } as const;
    return edit(incident, added, { ...issued, earlier: null, command: again }, policy);
  }
  const today = writtenOn(command, at, policy);
  const words = itemOf(command.line, { today, severity: incident.severity });
  const refused =
    wordsRefused(words) ?? dueInPast(words.due, today, 'due') ?? tooManyItems(incident, 1, 'what');
  if (refused) return refused;
  return [addedEvent(nextItem(incident), words, command.link)];
}

/** The event that adds an action item. */
export const addedEvent = (
  item: number,
  { text, owner, due }: ItemWords,
  link: string | null,
): EventOf<'action_item_added'> => ({
  type: 'action_item_added',
  item,
  text,
  owner,
  due,
  ...(link && { link }),
});

/** Only what a person changed is said; what others changed of the same meanwhile stands. */
function edit(
  incident: Incident,
  item: ActionItem,
  issued: IssuedAs<'edit_item'>,
  policy: ResponsePolicy,
): Decision {
  const { command, at } = issued;
  const says = (field: ItemField): boolean => isChanged(issued, field, 'line');
  const today = writtenOn(command, at, policy);
  const written = itemOf(command.line, { today, severity: incident.severity });
  // What it is to review the postmortem, nobody writes.
  const words = item.about ? { ...written, text: item.text } : written;
  const refused = wordsRefused(words);
  if (refused) return refused;
  const edited = editedEvent(item, {
    ...(says('what') && { text: words.text }),
    ...(says('owner') && { owner: words.owner }),
    ...(says('due') && { due: words.due }),
  });
  return dueInPast(edited?.due, today, 'due') ?? (edited ? [edited] : []);
}

/** The event that changes an action item; null where it says all that already. */
export function editedEvent(
  item: ActionItem,
  words: Partial<ItemWords>,
): EventOf<'action_item_edited'> | null {
  const changed = {
    ...(words.text !== undefined && words.text !== item.text && { text: words.text }),
    ...(words.owner !== undefined && !isSame(words.owner, item.owner) && { owner: words.owner }),
    ...(words.due && !isSame(words.due, item.due) && { due: words.due }),
  };
  if (Object.keys(changed).length === 0) return null;
  return { type: 'action_item_edited', ...named(item), ...changed };
}

function wordsRefused({ text, owner, due }: ItemWords): Refusal | null {
  if (text === '') return refuse('Enter what is to be done.', 'what');
  return (
    tooLong(text, textMax, 'The action item', 'what') ??
    tooLong(owner?.kind === 'words' ? owner.text : null, textMax, 'The owner', 'other_owner') ??
    tooLong(due?.kind === 'words' ? due.text : null, textMax, 'The due date', 'due')
  );
}

/** The day on which action items were written; where that isn't known, in the zone of the settings. */
export const writtenOn = ({ today }: WrittenOn, at: Millis, { timeZone }: ResponsePolicy): Day =>
  today ?? dayIn(at, timeZone);

/** The refusal for a day that is over when somebody names it: a typo in the year would be overdue at once. */
export const dueInPast = (due: ItemDue | undefined, today: Day, field: Field): Refusal | null =>
  due?.kind === 'day' && due.day < today
    ? refuse(
        `The due date ${due.day} is in the past. Nothing was changed. Choose today or a later day.`,
        field,
      )
    : null;

/** Why no more can be added; null while they can. `field`: where the form has what it adds. */
export const tooManyItems = (
  { id, items }: Pick<Incident, 'id' | 'items'>,
  more: number,
  field: Field,
): Refusal | null =>
  items.size + more > itemsMax
    ? refuse(
        `${incidentName(id)} can have ${itemsMax} action items at most. Nothing was changed. Track the others elsewhere.`,
        field,
      )
    : null;
