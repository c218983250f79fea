import type { Millis, UserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { type PlainText, plainText } from '../../domain/text.ts';
import { answered } from '../../domain/watch.ts';
import type { Desk } from './desk.ts';

/** Answers a proposal; the refusal of one that takes no answer any more. */
export async function answerProposal(
  desk: Desk,
  firstBadAt: number,
  kind: 'opened' | 'dismissed',
  user: UserId,
): Promise<Refusal | null> {
  let refusal: Refusal | null = null;
  await desk.store.watch((state) => {
    const after = answered(state, firstBadAt, kind, user);
    if (!isRefusal(after)) return after;
    refusal = after;
    return state;
  });
  if (!refusal) desk.proposalAnswered();
  return refusal;
}

/** What the watch saw first; null when the proposal is from an earlier episode. */
export async function firstAlertOf(
  desk: Desk,
  firstBadAt: Millis,
): Promise<{ at: Millis; text: PlainText } | null> {
  const state = await desk.store.watch((now) => now);
  if (state.phase !== 'proposed' || state.firstBadAt !== firstBadAt) return null;
  return { at: firstBadAt, text: plainText(state.diagnosis.cause) };
}
