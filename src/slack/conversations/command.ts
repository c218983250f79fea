import { refuse } from '../../domain/incident/refusal.ts';
import { type Intent, parseCommand } from '../text/parse-command.ts';
import { helpMessage, notUnderstood } from '../views/replies.ts';
import { explainError, list, showPostmortem, showTimeline, status, support } from './queries.ts';
import { commander } from './commander.ts';
import { hearCommand, reply, saying } from '../listening/handlers.ts';
import type { Asker, Desk, Reply } from '../listening/listener-context.ts';
import { drill } from './drill.ts';
import { note } from './note.ts';
import { askToDeclare, home } from './open.ts';
import { askToClose, askToResolve, reopen } from './review.ts';
import { severity } from './severity.ts';
import type { Switchboard } from '../router.ts';
import { details, triage } from './triage.ts';
import { askForUpdate } from './update.ts';

/** Hears `/intercom-incident` and hands each subcommand to its conversation. */
export function registerCommand(app: Switchboard, desk: Desk): void {
  hearCommand(app, desk, (asker, text) => answer(desk, asker, parseCommand(text)));
}

async function answer(desk: Desk, asker: Asker, intent: Intent): Promise<Reply> {
  switch (intent.kind) {
    case 'home':
      return home(desk, asker);
    case 'open':
      return askToDeclare(desk, asker, intent);
    case 'triage':
      return triage(desk, asker);
    case 'update':
      return askForUpdate(desk, asker, intent.text);
    case 'note':
      return note(desk, asker, intent.text);
    case 'severity':
      return severity(desk, asker, intent.to, intent.why);
    case 'commander':
      return commander(desk, asker, intent.user);
    case 'resolve':
      return askToResolve(desk, asker, intent.text);
    case 'close':
      return askToClose(desk, asker, intent.text);
    case 'reopen':
      return reopen(desk, asker, intent.why);
    case 'status':
      return status(desk, asker, intent.incident);
    case 'details':
      return details(desk, asker, intent.incident);
    case 'timeline':
      return showTimeline(desk, asker, intent.incident);
    case 'list':
      return list(desk);
    case 'postmortem':
      return showPostmortem(desk, asker, intent.incident);
    case 'explain':
      return explainError(desk, asker, intent.text);
    case 'support':
      return support(desk, asker);
    case 'drill':
      return drill(desk, intent.name);
    case 'help':
      return reply(helpMessage());
    case 'unknown':
      return reply(notUnderstood(intent.said, intent.nearest));
    case 'mistake':
      return saying(refuse(intent.sentence));
  }
}
