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

/** The incidents of which this one is or was a duplicate, and that became private since: nothing here names them. */
type Unnamed = { readonly privateOriginals: ReadonlySet<IncidentId> };

/** What everyone reads instead of the name of such an incident. */
export const privateOriginal = 'an incident that is private now';

/** What an incident is a duplicate of, as everyone may read it. */
export const originalName = ({ privateOriginals }: Unnamed, original: IncidentId): string =>
  privateOriginals.has(original) ? privateOriginal : incidentName(original);

/** How an incident was cancelled, in a few words. */
export const cancellationWords = (incident: Unnamed, cancellation: Cancellation): string =>
  cancellation.kind === 'duplicate'
    ? `Duplicate of ${originalName(incident, cancellation.original)}`
    : cancelReasonWords[cancellation.reason];

/** The original of a duplicate; null if the incident isn't one. */
export const originalOf = ({
  cancellation,
}: {
  readonly cancellation: Cancellation | null;
}): IncidentId | null => (cancellation?.kind === 'duplicate' ? cancellation.original : null);

/** The same as an event concerns it: a reopening, the one of which the incident was a duplicate until then. */
export const originalAt = (
  { type }: { readonly type: string },
  {
    cancellation,
    turned,
  }: {
    readonly cancellation: Cancellation | null;
    readonly turned: { readonly undid?: Cancellation | null } | null;
  },
): IncidentId | null =>
  originalOf({ cancellation: type === 'reopened' ? (turned?.undid ?? null) : cancellation });
