import type { ItemCommand } from '../../../domain/incident/commands.ts';
import { type ItemEvent, isItemEvent, type Recorded } from '../../../domain/incident/events/events.ts';
import { type IncidentId, incidentName } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { defaultDue, type ItemLine, ownerOf } from '../../../domain/incident/items/read-item.ts';
import { isRefusal, type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { readDay } from '../../../domain/text/read-day.ts';
import { plainText } from '../../../domain/text/text.ts';
import { actionIds, shortcutIds, viewIds } from '../../ids.ts';
import { changesMeanwhile } from '../../listening/changed-meanwhile.ts';
import { execute } from '../../listening/execute-command.ts';
import { refusalReply } from '../../listening/handlers.ts';
import { about, executeHere, onButton } from '../../listening/incident-commands.ts';
import {
  incidentOfChannel,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import { type Fields, onSubmission, type Submission } from '../../listening/modal-submission.ts';
import { onMessageShortcut } from '../../listening/shortcuts.ts';
import type { Listener, Listeners, View } from '../../router.ts';
import { type Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import { permalink } from '../../text/permalink.ts';
import { readTodo } from '../../text/read-todo.ts';
import { addItemModal } from '../../views/forms/item-forms.ts';
import { itemWords } from '../../views/items/item-change.ts';
import { sentence } from '../../views/replies.ts';
import { messageWords } from '../declaring/declare-from.ts';
import { knownIncident } from '../queries.ts';

/** Adds an action item to the channel's incident, or opens the form for one. */
export async function todo(context: ListenerContext, requester: Requester, typed: string): Promise<Reply> {
  const today = context.today(requester.user);
  const line = readTodo(typed, requester.user, today);
  if (line.what === '') return askForItem(context, requester, { ...line, link: null });
  return executeHere(
    context,
    requester,
    { type: 'add_item', line, link: null, today },
    ({ id, items }, recorded) => changeSaid(id, items, recorded),
  );
}

/** What has become of an action item, for whoever did it. */
const becomes: Readonly<Record<ItemEvent['type'], string>> = {
  action_item_added: 'added',
  action_item_edited: 'changed',
  action_item_done: 'done',
  action_item_reopened: 'reopened',
  action_item_dropped: 'dropped',
};

/** What whoever added, changed, or dropped an action item reads. */
function changeSaid(id: IncidentId, items: Incident['items'], recorded: readonly Recorded[]): Mrkdwn {
  const event = recorded.map((one) => one.event).find(isItemEvent);
  const item = event && items.get(event.item);
  if (!item) return mrkdwn`${about(id, 'that action item is already as you want it. Nothing was changed.')}`;
  return mrkdwn`${incidentName(id)}: action item ${becomes[event.type]}: ${itemWords(item)}.`;
}

/** The form for an action item; `from`: what was typed, or the message that it's made from. */
async function askForItem(
  context: ListenerContext,
  requester: Requester,
  from: Partial<ItemLine> & { readonly link: string | null } = { link: null },
): Promise<Reply> {
  const incident = await incidentOfChannel(context, requester.channel);
  if (isRefusal(incident)) return refusalReply(incident);
  const today = context.today(requester.user);
  const owner = from.owner ? ownerOf(from.owner) : null;
  return {
    kind: 'modal',
    view: addItemModal(incident, requester.channel, {
      what: from.what ?? '',
      owner,
      due: (from.due && readDay(from.due, today)) || defaultDue(incident.severity, today).day,
      link: from.link,
    }),
  };
}

/** What the form for an action item says. */
function lineIn(fields: Fields): ItemLine {
  const user = fields.user('owner');
  const due = fields.date('due');
  return {
    what: fields.text('what') ?? plainText(''),
    owner: user ? plainText(`<@${user}>`) : fields.text('other_owner'),
    due: due && plainText(due),
  };
}

/** Hears a form about action items, wherever it was opened: it names its incident itself. */
function onItemModal(
  context: ListenerContext,
  read: (fields: Fields, submission: Submission) => ItemCommand | Refusal,
): Listener<View> {
  return onSubmission(context, async (submission) => {
    const { requester, incident: id, fields, since } = submission;
    const incident = id && (await knownIncident(context, requester, id));
    if (!incident)
      return refuse(
        'This form is no longer linked to an incident. Nothing was changed. Close it and open it again.',
      );
    if (isRefusal(incident)) return incident;
    const command = read(fields, submission);
    if (isRefusal(command)) return command;
    const change = await execute(context, requester, incident.id, command);
    if (isRefusal(change)) return change;
    const now = change.incident ?? incident;
    const recorded = change.kind === 'changed' ? change.recorded : [];
    const changed = changeSaid(now.id, now.items, recorded);
    const meanwhile = changesMeanwhile(context, change, since, changed);
    return { message: meanwhile?.message ?? sentence(changed), otherwise: 'directly' };
  });
}

const unlinked = (): Refusal =>
  refuse('This form is no longer linked to an action item. Nothing was changed. Close it and open it again.');

/** Hears what adds or changes action items: the button, the shortcut, and the forms. */
export const todoListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.addItem]: onButton(context, (requester) => askForItem(context, requester)),
  },
  shortcuts: {
    [shortcutIds.makeItem]: onMessageShortcut(context, async (requester, message) => {
      const what = await messageWords(context, message);
      const link = permalink(context.workspaceUrl(), requester.channel, message.ts, message.thread_ts);
      return askForItem(context, requester, { what, link });
    }),
  },
  views: {
    [viewIds.addItem]: onItemModal(context, (fields, { link, requester }) => ({
      type: 'add_item',
      line: lineIn(fields),
      link,
      today: context.today(requester.user),
    })),
    [viewIds.editItem]: onItemModal(context, (fields, { item, requester }) =>
      item === null
        ? unlinked()
        : {
            type: 'edit_item',
            item,
            line: lineIn(fields),
            today: context.today(requester.user),
            untouched: [
              ...(fields.untouched('what') ? (['what'] as const) : []),
              ...(fields.untouched('owner') && fields.untouched('other_owner') ? (['owner'] as const) : []),
              ...(fields.untouched('due') ? (['due'] as const) : []),
            ],
          },
    ),
    [viewIds.dropItem]: onItemModal(context, (fields, { item }) =>
      item === null ? unlinked() : { type: 'drop_item', item, why: fields.text('why') },
    ),
  },
});
