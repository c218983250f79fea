import { z } from 'zod';
import {
  channelIdSchema,
  type Millis,
  messageTsSchema,
  millisSchema,
  type UserId,
  userIdSchema,
} from './ids.ts';
import { namesProblem } from './incident.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Diagnosis, diagnosisSchema } from './triage/diagnosis.ts';

/** How a proposal to open an incident ended. */
const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), by: userIdSchema }),
  z.object({ kind: z.literal('dismissed'), by: userIdSchema }),
  z.object({ kind: z.literal('recovered'), at: millisSchema }),
]);

/**
 * A proposal: one an episode, named by the time of its first bad check (UTC ms). `unshown`: its message does not
 * say yet what is true now; `tries` counts the posts that may have arrived.
 */
export const proposalSchema = z.object({
  phase: z.literal('proposed'),
  firstBadAt: millisSchema,
  diagnosis: diagnosisSchema,
  posted: z.object({ channel: channelIdSchema, ts: messageTsSchema }).nullable(),
  answer: answerSchema.nullable(),
  unshown: z.boolean(),
  tries: z.number().int().nonnegative(),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** What the watch knows between two checks. */
export const watchStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('quiet') }),
  z.object({ phase: z.literal('suspicious'), firstBadAt: millisSchema }),
  proposalSchema,
]);
export type WatchState = z.infer<typeof watchStateSchema>;

/** Nothing is wrong as far as is known. */
export const quiet: WatchState = { phase: 'quiet' };

/**
 * The watch after one more check. Two bad checks in a row make a proposal, unless people are at work on an open
 * incident already. A check that cannot tell is neither bad nor good. A good one ends the episode. Pure.
 */
export function watched(
  before: WatchState,
  diagnosis: Diagnosis,
  at: Millis,
  incidentOpen: boolean,
): WatchState {
  if (namesProblem(diagnosis)) return suspected(before, diagnosis, at, incidentOpen);
  if (diagnosis.owner !== 'nobody') return before;
  if (before.phase !== 'proposed' || before.answer !== null) return quiet;
  return { ...before, answer: { kind: 'recovered', at }, unshown: true };
}

function suspected(before: WatchState, diagnosis: Diagnosis, at: Millis, incidentOpen: boolean): WatchState {
  switch (before.phase) {
    case 'quiet':
      return { phase: 'suspicious', firstBadAt: at };
    case 'suspicious':
      if (incidentOpen) return before;
      return {
        phase: 'proposed',
        firstBadAt: before.firstBadAt,
        diagnosis,
        posted: null,
        answer: null,
        unshown: true,
        tries: 0,
      };
    case 'proposed':
      // It came back after it had recovered by itself: a new episode.
      return before.answer?.kind === 'recovered' ? { phase: 'suspicious', firstBadAt: at } : before;
  }
}

/** A person's answer to the proposal of the episode that began at `firstBadAt`; each proposal takes one. */
export function answered(
  state: WatchState,
  firstBadAt: number,
  kind: 'opened' | 'dismissed',
  by: UserId,
): WatchState | Refusal {
  if (state.phase !== 'proposed' || state.firstBadAt !== firstBadAt)
    return refuse('That proposal is from an earlier episode, so nothing was done.');
  if (state.answer?.kind === 'opened' || state.answer?.kind === 'dismissed')
    return refuse('That proposal has been answered already, so nothing was done.');
  return { ...state, answer: { kind, by }, unshown: true };
}
