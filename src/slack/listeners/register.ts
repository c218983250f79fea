import { registerCommand } from './command.ts';
import { registerCommander } from './commander.ts';
import type { Desk } from './desk.ts';
import { registerDrill } from './drill.ts';
import { registerNote } from './note.ts';
import { registerOpen } from './open.ts';
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
export function registerListeners(switchboard: Switchboard, desk: Desk): void {
  registerCommand(switchboard, desk);
  registerOpen(switchboard, desk);
  registerUpdate(switchboard, desk);
  registerNote(switchboard, desk);
  registerSeverity(switchboard, desk);
  registerCommander(switchboard, desk);
  registerReview(switchboard, desk);
  registerTriage(switchboard, desk);
  registerTimeline(switchboard, desk);
  registerRequestIds(switchboard, desk);
  registerRetry(switchboard, desk);
  registerProposal(switchboard, desk);
  registerDrill(switchboard, desk);
}
