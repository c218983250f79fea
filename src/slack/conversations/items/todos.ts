import { recordWithDuplicates } from '../../../app/duplicates.ts';
import type { ItemCommand } from '../../../domain/incident/commands.ts';
import { incidentName } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { isRefusal, type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { type HeldItem, itemsWithDuplicates } from '../../../domain/records/items/action-items.ts';
import type { OpenItem } from '../../../store/found.ts';
import { knownTo } from '../../access/audience.ts';
import { actionIds } from '../../ids.ts';
import { pageOf, readItemValue, readTodosValue, type TodosList } from '../../item-values.ts';
import { execute } from '../../listening/execute-command.ts';
import { onAction, refusalReply, reply } from '../../listening/handlers.ts';
import {
  foundIncident,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { type Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import type { Message } from '../../views/blocks.ts';
import { dropItemModal, editItemModal } from '../../views/forms/item-forms.ts';
import { itemWords } from '../../views/items/item-change.ts';
import { todosMessage } from '../../views/items/todos.ts';
import { sentence } from '../../views/replies.ts';
import { knownIncident } from '../queries.ts';
import { knownItem } from './known-item.ts';

type Page = { readonly place: TodosList; readonly from: number; readonly note?: Mrkdwn | null };

/** A list of action items, from its first page on. */
export const todos = async (
  context: ListenerContext,
  requester: Requester,
  list: TodosList,
): Promise<Reply> => reply(await todosPage(context, requester, { place: list, from: 0 }));

/** A page, read again: someone who has left a private channel no longer sees its incident. */
async function todosPage(
  context: ListenerContext,
  requester: Requester,
  page: Page,
): Promise<Message | Refusal> {
  if (page.place === 'all' || page.place === 'mine') return openPage(context, requester, page.place, page);
  if (page.place !== 'here') {
    const named = await knownIncident(context, requester, page.place);
    return isRefusal(named) ? named : incidentPage(context, named, page);
  }
  const here = requester.channel && (await context.store.incidentOf(requester.channel));
  const incident = here && foundIncident(await context.store.incident(here), here);
  return !incident || isRefusal(incident)
    ? openPage(context, requester, 'all', page)
    : incidentPage(context, incident, page);
}

const openTitles = { all: 'Open action items, yours first', mine: 'Your open action items' } as const;

/** A page of what is open in any incident: the requester's first, or theirs alone. */
async function openPage(
  context: ListenerContext,
  requester: Requester,
  whose: 'all' | 'mine',
  { place, from, note = null }: Page,
): Promise<Message> {
  const known = await knownTo(context, requester);
  const reader = { user: requester.user, known, ownOnly: whose === 'mine' };
  const page = pageOf(await context.store.openItems({ reader }), from);
  const items = await heldItems(context, page.items);
  return todosMessage(openTitles[whose], { ...page, items }, { place, note });
}

/** A page of an incident's, with those of its duplicates; what is still open comes first. */
async function incidentPage(
  { store }: ListenerContext,
  incident: Incident,
  { place, from, note = null }: Page,
): Promise<Message> {
  const { duplicates } = await recordWithDuplicates(store, incident.id);
  const items = itemsWithDuplicates(incident, duplicates).toSorted((a, b) => rank(a) - rank(b));
  return todosMessage(`Action items of ${incidentName(incident.id)}`, pageOf(items, from), { place, note });
}

const rank = ({ item }: HeldItem): number => (item.state.kind === 'open' ? 0 : 1);

/** Reads the action items of a page, without those of records that this version can't read. */
async function heldItems({ store }: ListenerContext, rows: readonly OpenItem[]): Promise<HeldItem[]> {
  const held: HeldItem[] = [];
  for (const { incident, item: number } of rows) {
    const found = await store.incident(incident);
    const item = found.kind === 'found' && found.incident.items.get(number);
    if (item) held.push({ incident, item });
  }
  return held;
}

/** The action item that a button is about, with its incident, and where the button is. */
async function chosen(context: ListenerContext, requester: Requester, value: string) {
  const choice = readItemValue(value);
  if (!choice)
    return refuse('That button is out of date. Nothing was changed. Run `/intercom-incident todos` again.');
  const known = await knownItem(context, requester, choice.incident, choice.item);
  return isRefusal(known) ? known : { ...choice, ...known };
}

/** Does what a button says, and shows the list as it is then; a reminder stays as it was sent. */
async function changed(
  context: ListenerContext,
  requester: Requester,
  value: string,
  { command, done }: { command: (item: number) => ItemCommand; done: string },
): Promise<Reply> {
  const known = await chosen(context, requester, value);
  if (isRefusal(known)) return refusalReply(known);
  const change = await execute(context, requester, known.incident.id, command(known.item.id));
  if (isRefusal(change)) return refusalReply(change);
  const what =
    known.item.about && done === 'done'
      ? 'the postmortem is reviewed'
      : mrkdwn`${done}: ${itemWords(known.item)}`;
  const note = mrkdwn`${incidentName(known.incident.id)}: ${what}.`;
  const { place, from } = known;
  const list = place === 'reminder' ? null : await todosPage(context, requester, { place, from, note });
  return list === null || isRefusal(list)
    ? { kind: 'say', message: sentence(note) }
    : { kind: 'replace', message: list };
}

/** Opens a form about an action item. */
async function asked(
  context: ListenerContext,
  requester: Requester,
  value: string,
  form: typeof editItemModal,
): Promise<Reply> {
  const known = await chosen(context, requester, value);
  if (isRefusal(known)) return refusalReply(known);
  return { kind: 'modal', view: form(known.incident, requester.channel, known.item) };
}

/** Hears the buttons of a list of action items. */
export const todosListeners = (context: ListenerContext): Listeners => {
  const turned = onAction(context, async (requester, { value }) => {
    const page = await todosPage(context, requester, readTodosValue(value));
    return isRefusal(page) ? refusalReply(page) : { kind: 'replace', message: page };
  });
  return {
    actions: {
      [actionIds.itemDone]: onAction(context, (requester, { value }) =>
        changed(context, requester, value, {
          command: (item) => ({ type: 'complete_item', item }),
          done: 'done',
        }),
      ),
      [actionIds.itemReopen]: onAction(context, (requester, { value }) =>
        changed(context, requester, value, {
          command: (item) => ({ type: 'reopen_item', item }),
          done: 'reopened',
        }),
      ),
      [actionIds.itemEdit]: onAction(context, (requester, { value }) =>
        asked(context, requester, value, editItemModal),
      ),
      [actionIds.itemDrop]: onAction(context, (requester, { value }) =>
        asked(context, requester, value, dropItemModal),
      ),
      [actionIds.todosEarlier]: turned,
      [actionIds.todosLater]: turned,
    },
  };
};
