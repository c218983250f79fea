import { registerAccess } from '../access/access-middleware.ts';
import { registerAppHome } from '../conversations/app-home.ts';
import { registerCommand } from '../conversations/command.ts';
import { registerCommander } from '../conversations/commander.ts';
import { registerDrill } from '../conversations/drill.ts';
import { registerNote } from '../conversations/note.ts';
import { registerOpen } from '../conversations/open.ts';
import { registerPeople } from '../conversations/people.ts';
import { registerProposal } from '../conversations/proposal.ts';
import { registerRequestIds } from '../conversations/request-ids.ts';
import { registerRetry } from '../conversations/retry.ts';
import { registerReview } from '../conversations/review.ts';
import { registerSeverity } from '../conversations/severity.ts';
import { registerTimeline } from '../conversations/timeline.ts';
import { registerTriage } from '../conversations/triage.ts';
import { registerUpdate } from '../conversations/update.ts';
import type { SlackRouter } from '../router.ts';
import type { ListenerContext } from './listener-context.ts';

/** Everything the bot hears, one conversation a file. */
export function registerListeners(router: SlackRouter, context: ListenerContext): void {
  registerAccess(router, context);
  registerCommand(router, context);
  registerAppHome(router, context);
  registerOpen(router, context);
  registerUpdate(router, context);
  registerNote(router, context);
  registerSeverity(router, context);
  registerCommander(router, context);
  registerReview(router, context);
  registerTriage(router, context);
  registerTimeline(router, context);
  registerRequestIds(router, context);
  registerPeople(router, context);
  registerRetry(router, context);
  registerProposal(router, context);
  registerDrill(router, context);
}
