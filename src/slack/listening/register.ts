import { registerAdmission } from '../access/access-middleware.ts';
import { registerAppHome } from '../conversations/app-home.ts';
import { registerCommand } from '../conversations/command.ts';
import { registerCommander } from '../conversations/commander.ts';
import type { Desk } from './listener-context.ts';
import { registerDrill } from '../conversations/drill.ts';
import { registerNote } from '../conversations/note.ts';
import { registerOpen } from '../conversations/open.ts';
import { registerPeople } from '../conversations/people.ts';
import { registerProposal } from '../conversations/proposal.ts';
import { registerRequestIds } from '../conversations/request-ids.ts';
import { registerRetry } from '../conversations/retry.ts';
import { registerReview } from '../conversations/review.ts';
import { registerSeverity } from '../conversations/severity.ts';
import type { Switchboard } from '../router.ts';
import { registerTimeline } from '../conversations/timeline.ts';
import { registerTriage } from '../conversations/triage.ts';
import { registerUpdate } from '../conversations/update.ts';

/** Everything the bot hears, one conversation a file. */
export function registerListeners(app: Switchboard, desk: Desk): void {
  registerAdmission(app, desk);
  registerCommand(app, desk);
  registerAppHome(app, desk);
  registerOpen(app, desk);
  registerUpdate(app, desk);
  registerNote(app, desk);
  registerSeverity(app, desk);
  registerCommander(app, desk);
  registerReview(app, desk);
  registerTriage(app, desk);
  registerTimeline(app, desk);
  registerRequestIds(app, desk);
  registerPeople(app, desk);
  registerRetry(app, desk);
  registerProposal(app, desk);
  registerDrill(app, desk);
}
