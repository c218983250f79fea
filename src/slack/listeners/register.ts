import { registerAdmission } from './admission.ts';
import { registerAppHome } from './app-home.ts';
import { registerCommand } from './command.ts';
import { registerCommander } from './commander.ts';
import type { Desk } from './desk.ts';
import { registerDrill } from './drill.ts';
import { registerNote } from './note.ts';
import { registerOpen } from './open.ts';
import { registerPeople } from './people.ts';
import { registerProposal } from './proposal.ts';
import { registerRequestIds } from './request-ids.ts';
import { registerRetry } from './retry.ts';
import { registerReview } from './review.ts';
import { registerSeverity } from './severity.ts';
import type { Switchboard } from './switchboard.ts';
import { registerTimeline } from './timeline.ts';
import { registerTriage } from './triage.ts';
import { registerUpdate } from './update.ts';

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
