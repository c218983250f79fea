import { z } from 'zod';
import type { PlainText } from '../../text/text.ts';
import { type IncidentId, incidentName, type Millis } from '../ids.ts';
import type { Actor } from '../people/actor.ts';

/** Why an incident turned out not to be one. */
export const cancelReasonSchema = z.enum(['false_alarm', 'not_ours', 'mistake']);
export type CancelReason = z.infer<typeof cancelReasonSchema>;

/** The reasons as people read and choose them. */
export const cancelReasonWords: Readonly<Record<CancelReason, string>> = {
  false_alarm: 'False alarm',
  not_ours: 'Not ours to handle',
  mistake: 'Declared by mistake',
};

/** How an incident ended that turned out not to be one, or to be another one: who said so, and when (UTC ms). */
export type Cancellation = { readonly by: Actor; readonly at: Millis } & (
  | { readonly kind: 'none'; readonly reason: CancelReason; readonly why: PlainText | null }
  | { readonly kind: 'duplicate'; readonly original: IncidentId }
);

/** The same in a few words. */
export const cancellationWords = (cancellation: Cancellation): string =>
  cancellation.kind === 'duplicate'
    ? `Duplicate of ${incidentName(cancellation.original)}`
    : cancelReasonWords[cancellation.reason];

/** The original of a duplicate; null if the incident isn't one. */
export const originalOf = ({
  cancellation,
}: {
  readonly cancellation: Cancellation | null;
}): IncidentId | null => (cancellation?.kind === 'duplicate' ? cancellation.original : null);
