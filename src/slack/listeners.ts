import { appHomeListeners } from './conversations/app-home.ts';
import { commandListeners } from './conversations/command.ts';
import { drillListeners } from './conversations/declaring/drill.ts';
import { openListeners } from './conversations/declaring/open.ts';
import { proposalListeners } from './conversations/declaring/proposal.ts';
import { cancelListeners } from './conversations/ending/cancel.ts';
import { editPostmortemListeners } from './conversations/ending/edit-postmortem.ts';
import { reviewListeners } from './conversations/ending/review.ts';
import { figuresListeners } from './conversations/figures.ts';
import { findListeners } from './conversations/finding.ts';
import { todoListeners } from './conversations/items/todo.ts';
import { todosListeners } from './conversations/items/todos.ts';
import { accountListeners } from './conversations/people/accounts.ts';
import { catchUpListeners } from './conversations/people/catch-up.ts';
import { joinListeners } from './conversations/people/join.ts';
import { roleListeners } from './conversations/people/roles.ts';
import { hearConversion, privateListeners } from './conversations/private.ts';
import { entryListeners } from './conversations/record/entries.ts';
import { followedListeners, hearChange } from './conversations/record/followed.ts';
import { markListeners } from './conversations/record/marks.ts';
import { noteListeners } from './conversations/record/note.ts';
import { hearRequestIds } from './conversations/record/request-ids.ts';
import { timesListeners } from './conversations/record/times.ts';
import { retryListeners } from './conversations/retry.ts';
import { severityListeners } from './conversations/severity.ts';
import { triageListeners } from './conversations/triage.ts';
import { updateListeners } from './conversations/update.ts';
import type { ListenerContext } from './listening/listener-context.ts';
import type { Listeners } from './router.ts';

/** The listeners of each conversation, one table each. */
export const conversationListeners = (context: ListenerContext): readonly Listeners[] => [
  commandListeners(context),
  appHomeListeners(context),
  openListeners(context),
  joinListeners(context),
  updateListeners(context),
  noteListeners(context),
  severityListeners(context),
  roleListeners(context),
  catchUpListeners(context),
  privateListeners(context),
  reviewListeners(context),
  editPostmortemListeners(context),
  cancelListeners(context),
  triageListeners(context),
  markListeners(context),
  followedListeners(context),
  messageListeners(context),
  accountListeners(context),
  retryListeners(context),
  proposalListeners(context),
  drillListeners(context),
  entryListeners(context),
  timesListeners(context),
  figuresListeners(context),
  todoListeners(context),
  todosListeners(context),
  findListeners(context),
];

/**
 * Three listeners for a message: one collects its request_ids, one, if it's on a timeline, follows its changes, and one
 * hears that its channel became private.
 */
const messageListeners = (context: ListenerContext): Listeners => ({
  events: {
    message: async (args) => {
      await hearConversion(context, args.event, args.body);
      await hearRequestIds(context, args);
      await hearChange(context, args.event, args.body);
    },
  },
});

/** Everything the bot listens to, as one table. */
export const allListeners = (context: ListenerContext): Listeners =>
  conversationListeners(context).reduce(merged, {});

const merged = (one: Listeners, other: Listeners): Listeners => ({
  commands: { ...one.commands, ...other.commands },
  shortcuts: { ...one.shortcuts, ...other.shortcuts },
  actions: { ...one.actions, ...other.actions },
  views: { ...one.views, ...other.views },
  events: { ...one.events, ...other.events },
});
