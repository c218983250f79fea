import { millisSchema, type UserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { plainText } from '../../domain/text.ts';
import { answered, type Proposal } from '../../domain/watch.ts';
import { actionIds } from '../ids.ts';
import { sentence } from '../views/answers.ts';
import { hearAction, saying } from './deliver.ts';
import type { Desk } from './desk.ts';
import { answerProposal } from './episode.ts';
import { askToDeclare } from './open.ts';
import type { Switchboard } from './switchboard.ts';

/** Hears the two buttons of a proposal of the watch. */
export function registerProposal(app: Switchboard, desk: Desk): void {
  hearAction(app, desk, actionIds.openProposed, async (asker, { value }) => {
    const proposal = await waiting(desk, value, asker.user);
    if (isRefusal(proposal)) return saying(proposal);
    const { diagnosis, firstBadAt } = proposal;
    const title = plainText(diagnosis.cause);
    return askToDeclare(desk, asker, { severity: diagnosis.severity, title, proposal: firstBadAt });
  });
  hearAction(app, desk, actionIds.notAnIncident, async (asker, { value }) => {
    const refusal = await answerProposal(desk, Number(value), 'dismissed', asker.user);
    if (refusal) return saying(refusal);
    return { kind: 'say', message: sentence('Noted: not an incident. The watch goes on.') };
  });
}

/** The proposal that a button belongs to, while it can be answered. */
async function waiting(desk: Desk, value: string, user: UserId): Promise<Proposal | Refusal> {
  const firstBadAt = millisSchema.safeParse(Number(value));
  const state = await desk.store.watch((now) => now);
  const after = answered(state, firstBadAt.data ?? -1, 'opened', user);
  if (isRefusal(after)) return after;
  return after.phase === 'proposed' ? after : refuse('There is no proposal any more, so nothing was done.');
}
