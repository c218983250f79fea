import { recordWithDuplicates } from '../../../app/duplicates.ts';
import type { ItemCommand } from '../../../domain/incident/commands.ts';
import { incidentName } from '../../../domain/incident/ids.ts';
import { isRefusal, refuse } from '../../../domain/incident/refusal.ts';
import { type HeldItem, itemsWithDuplicates } from '../../../domain/records/items/action-items.ts';
import type { OpenItem } from '../../../store/store.ts';
import { knownTo } from '../../access/audience.ts';
import { actionIds } from '../../ids.ts';
import { pageOf, readItemValue, readTodosValue } from '../../item-values.ts';
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
import { knownItem } from './known-item.ts';

/** The action items of the channel's incident; elsewhere, the requester's and then all open ones. */
export const todos = async (context: ListenerContext, requester: Requester): Promise<Reply> =>
  reply(await todosPage(context, requester, 0));

async function todosPage(
  context: ListenerContext,
  requester: Requester,
  from: number,
  note: Mrkdwn | null = null,
): Promise<Message> {
  const here = requester.channel && (await context.store.incidentOf(requester.channel));
  const incident = here && foundIncident(await context.store.incident(here), here);
  if (!incident || isRefusal(incident)) {
    const known = await knownTo(context, requester);
    const all = await context.store.openItems({ reader: { user: requester.user, known } });
    const page = pageOf(all, from);
    const items = await heldItems(context, page.items);
    return todosMessage('Open action items, yours first', { ...page, items }, { place: 'all', note });
  }
  const { duplicates } = await recordWithDuplicates(context.store, incident.id);
  const items = itemsWithDuplicates(incident, duplicates).toSorted((a, b) => rank(a) - rank(b));
  const title = `Action items of ${incidentName(incident.id)}`;
  return todosMessage(title, pageOf(items, from), { place: 'here', note });
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
  return known.place === 'reminder'
    ? { kind: 'say', message: sentence(note) }
    : { kind: 'replace', message: await todosPage(context, requester, known.from, note) };
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
  const turned = onAction(context, async (requester, { value }) => ({
    kind: 'replace',
    message: await todosPage(context, requester, readTodosValue(value)),
  }));
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
