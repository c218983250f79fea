import { commanderRole } from '../../domain/incident/people/roles.ts';
import { refuse } from '../../domain/incident/refusal.ts';
import { actionIds, commandName } from '../ids.ts';
import { onAction, onCommand, refusalReply, reply } from '../listening/handlers.ts';
import type { ListenerContext, Reply, Requester } from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import { type Intent, parseCommand } from '../text/parse-command.ts';
import { helpMessage, notUnderstood } from '../views/replies.ts';
import { adopt } from './declaring/adopt.ts';
import { drill } from './declaring/drill.ts';
import { askToDeclare, home } from './declaring/open.ts';
import { askToCancel } from './ending/cancel.ts';
import { duplicate } from './ending/duplicate.ts';
import { askToClose, askToResolve, reopen } from './ending/review.ts';
import { figures, outages } from './figures.ts';
import { find, listIncidents } from './finding.ts';
import { todo } from './items/todo.ts';
import { todos } from './items/todos.ts';
import { catchUp } from './people/catch-up.ts';
import { role, roles } from './people/roles.ts';
import { askToGoPrivate } from './private.ts';
import { explainError, showPostmortem, status, support } from './queries.ts';
import { editEntry, hideEntry, restoreEntry, showTimeline } from './record/entries.ts';
import { line } from './record/line.ts';
import { addLinkHere } from './record/link.ts';
import { note } from './record/note.ts';
import { started } from './record/started.ts';
import { times } from './record/times.ts';
import { severity } from './severity.ts';
import { title } from './title.ts';
import { details, triage } from './triage.ts';
import { askForUpdate } from './update.ts';

/** Handles `/intercom-incident` and passes each subcommand to its conversation. */
export const commandListeners = (context: ListenerContext): Listeners => ({
  commands: {
    [commandName]: onCommand(context, (requester, text) => answer(context, requester, parseCommand(text))),
  },
  actions: {
    // Returns what was typed, so that a form which Slack didn't open in time can be opened again with it.
    [actionIds.openAgain]: onAction(context, (requester, { value }) =>
      answer(context, requester, parseCommand(value)),
    ),
  },
});

async function answer(context: ListenerContext, requester: Requester, intent: Intent): Promise<Reply> {
  switch (intent.kind) {
    case 'home':
      return home(context, requester);
    case 'adopt':
      return adopt(context, requester);
    case 'open':
      return askToDeclare(context, requester, intent);
    case 'triage':
      return triage(context, requester);
    case 'update':
      return askForUpdate(context, requester, intent.text);
    case 'note':
      return note(context, requester, intent.text);
    case 'title':
      return title(context, requester, intent.text);
    case 'impact':
    case 'cause':
    case 'action':
      return line(context, requester, intent.kind, intent.text);
    case 'started':
      return started(context, requester, intent.text);
    case 'times':
      return times(context, requester);
    case 'link':
      return addLinkHere(context, requester, intent);
    case 'severity':
      return severity(context, requester, intent.to, intent.why);
    case 'commander':
      return role(context, requester, commanderRole, intent.user);
    case 'role':
      return role(context, requester, intent.name, intent.user);
    case 'catchup':
      return catchUp(context, requester, intent.incident);
    case 'roles':
      return roles(context, requester, intent.incident);
    case 'resolve':
      return askToResolve(context, requester, intent.text);
    case 'close':
      return askToClose(context, requester, intent.text);
    case 'cancel':
      return askToCancel(context, requester, intent.text);
    case 'duplicate':
      return duplicate(context, requester, intent.incident);
    case 'private':
      return askToGoPrivate(context, requester);
    case 'reopen':
      return reopen(context, requester, intent.why);
    case 'status':
      return status(context, requester, intent.incident);
    case 'details':
      return details(context, requester, intent.incident);
    case 'timeline':
      return showTimeline(context, requester, intent);
    case 'edit':
      return editEntry(context, requester, intent.entry, intent.text);
    case 'hide':
      return hideEntry(context, requester, intent.entry, intent.text || null);
    case 'restore':
      return restoreEntry(context, requester, intent.entry);
    case 'todo':
      return todo(context, requester, intent.typed);
    case 'todos':
      return todos(context, requester, intent.list);
    case 'figures':
      return figures(context, intent.span);
    case 'outages':
      return outages(context, requester, intent.month);
    case 'list':
      return listIncidents(context, requester, intent.text);
    case 'find':
      return find(context, requester, intent.text);
    case 'postmortem':
      return showPostmortem(context, requester, intent.incident);
    case 'explain':
      return explainError(context, requester, intent.text);
    case 'support':
      return support(context, requester);
    case 'drill':
      return drill(context, intent.name);
    case 'help':
      return reply(helpMessage(intent.about));
    case 'unknown':
      return reply(notUnderstood(intent.typed, intent.nearest));
    case 'mistake':
      return refusalReply(refuse(intent.sentence));
  }
}
