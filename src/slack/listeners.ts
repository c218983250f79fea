import { appHomeListeners } from './conversations/app-home.ts';
import { cancelListeners } from './conversations/cancel.ts';
import { catchUpListeners } from './conversations/catch-up.ts';
import { commandListeners } from './conversations/command.ts';
import { drillListeners } from './conversations/drill.ts';
import { entryListeners } from './conversations/entries.ts';
import { followedListeners, hearChange } from './conversations/followed.ts';
import { joinListeners } from './conversations/join.ts';
import { noteListeners } from './conversations/note.ts';
import { openListeners } from './conversations/open.ts';
import { peopleListeners } from './conversations/people.ts';
import { proposalListeners } from './conversations/proposal.ts';
import { hearRequestIds } from './conversations/request-ids.ts';
import { retryListeners } from './conversations/retry.ts';
import { reviewListeners } from './conversations/review.ts';
import { roleListeners } from './conversations/roles.ts';
import { severityListeners } from './conversations/severity.ts';
import { timelineListeners } from './conversations/timeline.ts';
import { triageListeners } from './conversations/triage.ts';
import { updateListeners } from './conversations/update.ts';
import type { ListenerContext } from './listening/listener-context.ts';
import type { Listeners } from './router.ts';

/** What each conversation hears, one table for each. */
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
  reviewListeners(context),
  cancelListeners(context),
  triageListeners(context),
  timelineListeners(context),
  followedListeners(context),
  messageListeners(context),
  peopleListeners(context),
  retryListeners(context),
  proposalListeners(context),
  drillListeners(context),
  entryListeners(context),
];

/** Of a message both its request_ids are kept and, where it is on a timeline, what has become of it. */
const messageListeners = (context: ListenerContext): Listeners => ({
  events: {
    message: async (args) => {
      await hearRequestIds(context, args);
      await hearChange(context, args.event, args.body);
    },
  },
});

/** Everything the bot hears, as one table. */
export const allListeners = (context: ListenerContext): Listeners =>
  conversationListeners(context).reduce(merged, {});

const merged = (one: Listeners, other: Listeners): Listeners => ({
  commands: { ...one.commands, ...other.commands },
  shortcuts: { ...one.shortcuts, ...other.shortcuts },
  actions: { ...one.actions, ...other.actions },
  views: { ...one.views, ...other.views },
  events: { ...one.events, ...other.events },
});
